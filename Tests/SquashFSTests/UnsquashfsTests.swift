import Foundation
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

/// What the real unsquashfs says about an image of ours.
func unsquashed(_ image: [UInt8]) throws -> [String] {
    try ReferenceTools.withRootFolder { folder in
        let file = folder.appendingPathComponent("image")
        try Data(image).write(to: file)
        let target = folder.appendingPathComponent("tree")
        let result = try ReferenceTools.asRoot(
            "/usr/bin/unsquashfs", ["-no-progress", "-strict-errors", "-d", target.path, file.path])
        guard result.status == 0, result.errors.isEmpty else {
            throw Unreadable(description: "unsquashfs ended with \(result.status): \(result.errorText)")
        }
        return try TreeDescription.lines(folder: target)
    }
}

@Suite struct UnsquashfsTests {
    @Test(
        "unsquashfs finds everything that was written",
        arguments: [
            ImageOptions(), ImageOptions(compression: .gzip(level: 6), blockSize: 4096),
            ImageOptions(compression: .none, blockSize: 32 << 10),
            ImageOptions(compression: .zstd(level: 15), blockSize: 1 << 20, isExportable: false),
            ImageOptions(compression: .gzip(level: 9), usesFragments: false, deduplicates: false),
        ])
    func everything(_ options: ImageOptions) throws {
        let builder = SampleTrees.everything(blockSize: options.blockSize)
        let found = try unsquashed(try builder.image(options))
        expectSame(found, try TreeDescription.lines(builder))
    }

    @Test func `unsquashfs reads an empty image`() throws {
        let builder = TreeBuilder(root: Attributes(mode: 0o700, user: 5, group: 6, modified: 7))
        #expect(try unsquashed(try builder.image()) == ["/ directory mode=700 owner=5:6 time=7"])
    }

    @Test func `unsquashfs lists 100,000 entries of one directory`() throws {
        var builder = TreeBuilder()
        let folder = builder.addDirectory("many")
        builder.setEntries(
            (0..<100_000).map { DirectoryEntry(name: name($0), node: NodeIndex(UInt32($0 + 3))) }, of: folder)
        builder.appendNodes(count: 100_001)
        builder.link(Array("first".utf8), NodeIndex(2))
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("image")
            try Data(try builder.image()).write(to: file)
            let result = try runTool("/usr/bin/unsquashfs", ["-lls", "-d", "", file.path])
            #expect(result.status == 0 && result.errors.isEmpty)
            let names = result.text.split(separator: "\n").compactMap {
                $0.split(separator: "/many/").dropFirst().first
            }
            #expect(names.map(String.init) == (0..<100_000).map { String(decoding: name($0), as: UTF8.self) })
        }
    }

    private func name(_ index: Int) -> [UInt8] { Array("entry-\(1_000_000 + index)".utf8) }
}
