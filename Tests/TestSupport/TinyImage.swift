package import Foundation

/// The smallest image that can boot, of one folder.
package enum TinyImage {
    package static let profile = """
        apiVersion: basalt/v1
        kind: Profile
        metadata: {name: tiny}
        target: {os: basalt}
        image:
          layers: [{directory: {path: root}}]
          kernel_arguments: [console=ttyS0]
          remove: [/usr/sbin]

        """

    /// Runs `body` in a folder with a profile, and the layer that it names.
    package static func withLayer<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try withFiles(["tiny.yaml": profile]) { folder in
            try makeLayer(in: folder)
            return try body(folder)
        }
    }

    /// Makes `root` in a folder.
    package static func makeLayer(in folder: URL) throws {
        let tools = URL(fileURLWithPath: ReferenceTools.privateTool("linux-image")).deletingLastPathComponent()
        let made = try runTool("/bin/sh", [ReferenceTools.fixture("boot_root.sh"), folder.path + "/root", tools.path])
        guard made.status == 0 else { throw Unreadable(description: made.errorText) }
    }

    package static let environment = ["SOURCE_DATE_EPOCH=1700000000"]

    package static func build(_ folder: URL, _ version: String = "1.0.0", _ more: [String] = []) throws -> ToolResult {
        try Basalt.run(words(version) + more, in: folder, environment: environment)
    }

    package static func words(_ version: String = "1.0.0", profile: String = "tiny.yaml") -> [String] {
        ["build", profile, "--version", version, "--store", "store", "--no-cache"]
    }

    package static func verify(_ folder: URL, _ more: [String] = []) throws -> ToolResult {
        try Basalt.run(["verify", "tiny@1.0.0", "--store", "store"] + more, in: folder)
    }

    /// A file of the image 1.0.0.
    package static func file(_ name: String, _ folder: URL) -> URL {
        folder.appendingPathComponent("store/tiny/1.0.0/\(name)")
    }

    /// Gives a file of the layer other bytes, and its old time.
    package static func write(_ text: String, to path: String, _ folder: URL) throws {
        let script = "printf %s \"$2\" >\"$1\" && touch -d @1700000000 \"$1\" \"${1%/*}\""
        let result = try runTool("/bin/sh", ["-c", script, "sh", "\(folder.path)/root/\(path)", text])
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
    }
}
