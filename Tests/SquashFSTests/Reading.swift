import Archives
import Foundation
import RootTree
import SquashFS
import TestSupport

/// The lines of what our reader finds, the bytes of all files included.
func described<Source: SquashFS.ByteSource & ~Copyable>(
    _ source: consuming Source, memory: Int = 1 << 30
) throws -> [String] {
    var reader = try SquashFSReader.open(source, memory: memory)
    let contents = try reader.contents()
    var checksums: [NodeIndex: UInt32] = [:]
    for (place, layout) in contents.layouts.enumerated() {
        let node = NodeIndex(UInt32(place))
        guard let layout, case .file(let content) = contents.tree[node].kind else { continue }
        var checksum: UInt32 = 0
        try reader.forEachBlock(of: layout, size: content.size) { (block) throws(SquashFSError) in
            checksum = CRC32.update(checksum, block)
        }
        checksums[node] = checksum
    }
    return try TreeDescription.lines(contents.tree) { node, _ in checksums[node] ?? 0 }
}

/// The image that a program of others makes of a folder.
func made(_ program: String, _ arguments: [String], of folder: URL) throws -> [UInt8] {
    try withTemporaryFolder { temporary in
        let file = temporary.appendingPathComponent("image").path
        let words = arguments.map { $0 == "IMAGE" ? file : $0 == "FOLDER" ? folder.path : $0 }
        let result = try ReferenceTools.asRoot(program, words)
        guard result.status == 0 else { throw Unreadable(description: "\(program): \(result.errorText)") }
        return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    }
}

/// Runs `body` on a folder into which unsquashfs has unpacked a tree.
func withUnpacked<Result>(_ builder: TreeBuilder, _ body: (URL) throws -> Result) throws -> Result {
    try ReferenceTools.withRootFolder { folder in
        let file = folder.appendingPathComponent("image")
        try Data(try builder.image()).write(to: file)
        let target = folder.appendingPathComponent("tree")
        let result = try ReferenceTools.asRoot(
            "/usr/bin/unsquashfs", ["-no-progress", "-strict-errors", "-d", target.path, file.path])
        guard result.status == 0 else { throw Unreadable(description: result.errorText) }
        return try body(target)
    }
}
