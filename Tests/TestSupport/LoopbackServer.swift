package import Foundation

/// A web server of this machine for a folder, with the faults that `Tests/Fixtures/http_server.py` lists.
package final class LoopbackServer {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    package let port: Int
    private let scheme: String

    /// - Parameter pem: a file of a key and its certificate, to speak TLS with.
    package init(_ folder: URL, pem: URL? = nil) throws {
        scheme = pem == nil ? "http" : "https"
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["python3", "-B", ReferenceTools.fixture("http_server.py"), folder.path] + (pem.map { [$0.path] } ?? [])
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else {
            throw Unreadable(description: "the server did not start")
        }
        self.port = port
    }

    package var url: String { "\(scheme)://127.0.0.1:\(port)" }

    /// Stops the server.
    /// - Returns: the requests that it got, in their order.
    @discardableResult
    package func stop() throws -> [String] {
        try input.fileHandleForWriting.close()
        let rest = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: rest, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

/// A server for `folder` while `body` runs.
package func withServer<Result>(
    _ folder: URL, _ body: (LoopbackServer) async throws -> Result
) async throws -> Result {
    let server = try LoopbackServer(folder)
    do {
        let result = try await body(server)
        try server.stop()
        return result
    } catch {
        try server.stop()
        throw error
    }
}
