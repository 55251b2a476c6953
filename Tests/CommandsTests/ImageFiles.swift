import Foundation
import TestSupport

/// Images for the verbs that read them, made of Tests/Fixtures/image_tree.py.
enum ImageFiles {
    enum Maker: String, CaseIterable, Sendable {
        case basalt, basaltGzip, mksquashfs, mksquashfsZstd

        /// `pack` refuses names with control characters.
        var takesOddNames: Bool { [.mksquashfs, .mksquashfsZstd].contains(self) }

        func arguments(_ tree: String, _ image: String) -> [String] {
            switch self {
            case .basalt: [Basalt.path, "pack", tree, "-o", image]
            case .basaltGzip: [Basalt.path, "pack", tree, "-o", image, "--compression", "gzip", "--block-size", "4KiB"]
            case .mksquashfs: ["/usr/bin/mksquashfs", tree, image, "-quiet", "-no-progress"]
            case .mksquashfsZstd:
                ["/usr/bin/mksquashfs", tree, image, "-quiet", "-no-progress", "-comp", "zstd", "-b", "64K"]
            }
        }
    }

    /// Runs `body` on a folder of root's with `tree`, and `image` made of it.
    static func withImage<Result>(_ maker: Maker = .mksquashfs, _ body: (URL) throws -> Result) throws -> Result {
        try ReferenceTools.withRootFolder { folder in
            let tree = folder.appendingPathComponent("tree").path
            let script = ["-B", ReferenceTools.fixture("image_tree.py"), tree]
            try succeed("/usr/bin/python3", script + (maker.takesOddNames ? ["odd"] : []))
            let words = maker.arguments(tree, folder.appendingPathComponent("image").path)
            try succeed(words[0], Array(words.dropFirst()))
            return try body(folder)
        }
    }

    static func succeed(_ program: String, _ arguments: [String]) throws {
        let result = try ReferenceTools.asRoot(program, arguments)
        guard result.status == 0 else { throw Unreadable(description: "\(program): \(result.errorText)") }
    }

    /// The lines of describe_tree.py.
    static func lines(_ folder: URL) throws -> [Substring] {
        let result = try ReferenceTools.asRoot(
            "/usr/bin/python3", ["-B", ReferenceTools.fixture("describe_tree.py"), folder.path])
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
        return result.text.split(separator: "\n")
    }

    /// Runs the command as root in a folder.
    static func asRoot(_ arguments: [String], in folder: URL) throws -> ToolResult {
        try ReferenceTools.asRoot(
            "/bin/sh",
            ["-c", "cd \"$1\" && shift && exec env -u NO_COLOR COLUMNS=80 \"$@\"", "sh", folder.path, Basalt.path]
                + arguments)
    }
}
