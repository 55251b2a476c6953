package import Foundation

/// What a program said.
package struct ToolResult: Sendable {
    package let status: Int32
    package let output: [UInt8]
    package let errors: [UInt8]

    package var text: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errors, as: UTF8.self) }
}

/// Runs a program to its end. Its input and output are files, so that no pipe can fill up.
package func runTool(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> ToolResult {
    try withTemporaryFolder { folder in
        let names = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try Data(input).write(to: names[0])
        try Data().write(to: names[1])
        try Data().write(to: names[2])
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: names[0])
        process.standardOutput = try FileHandle(forWritingTo: names[1])
        process.standardError = try FileHandle(forWritingTo: names[2])
        try process.run()
        process.waitUntilExit()
        return ToolResult(
            status: process.terminationStatus, output: Array(try Data(contentsOf: names[1])),
            errors: Array(try Data(contentsOf: names[2])))
    }
}

/// A folder of its own, removed afterwards.
package func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("basalt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
