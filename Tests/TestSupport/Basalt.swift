package import Foundation

/// The built command, run as a user runs it.
package enum Basalt {
    /// Beside the test bundle.
    package static let path: String = {
        let tests = Bundle.allBundles.map(\.bundlePath) + [CommandLine.arguments[0]]
        let folders = tests.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        let candidates = folders.map { $0.appendingPathComponent("basalt").path }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "basalt-is-not-built"
    }()

    /// Runs the command in `folder`, without the variables of the machine that would change its output. Journals are kept in
    /// `state` there, and Ann runs it.
    /// - Parameter launcher: a program and its arguments that runs the command.
    package static func run(
        _ arguments: [String], input: String = "", in folder: URL? = nil, environment: [String] = [],
        by launcher: [String] = []
    ) throws -> ToolResult {
        let shell = [
            "-c",
            "cd \"$1\" && shift && exec env -u NO_COLOR -u COLUMNS -u BASALT_TEMPLATES -u HOME -u XDG_CACHE_HOME -u BASALT_CACHE BASALT_STATE=state BASALT_IDENTITY=ann@laptop LC_ALL=C.UTF-8 \"$@\"",
            "sh",
            folder?.path ?? "/",
        ]
        return try runTool("/bin/sh", shell + environment + launcher + [path] + arguments, input: Array(input.utf8))
    }
}

/// Files by name in a folder of their own.
package func withFiles<Result>(_ files: [String: String], _ body: (URL) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return try body(folder)
    }
}
