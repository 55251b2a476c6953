import Foundation
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct ReaderTests {
    static let options = [
        ImageOptions(), ImageOptions(compression: .gzip(level: 6), blockSize: 4096),
        ImageOptions(compression: .none, blockSize: 32 << 10),
        ImageOptions(compression: .zstd(level: 15), blockSize: 1 << 20, isExportable: false),
        ImageOptions(compression: .gzip(level: 9), usesFragments: false, deduplicates: false),
        ImageOptions(compression: .zstd(level: 1), blockSize: 64 << 10, modified: 4_294_967_295),
    ]

    @Test(arguments: options) func `what was written is read`(_ options: ImageOptions) throws {
        let builder = SampleTrees.everything(blockSize: options.blockSize)
        let found = try described(MemorySource(try builder.image(options)))
        expectSame(found, try TreeDescription.lines(builder))
    }

    @Test(arguments: [
        ["-comp", "gzip"], ["-comp", "zstd", "-Xcompression-level", "3", "-b", "1M"], ["-comp", "zstd", "-b", "4K"],
        ["-noI", "-noD", "-noF", "-noX", "-noId"], ["-no-fragments"], ["-always-use-fragments", "-b", "16K"],
        ["-no-exports", "-nopad", "-no-duplicates"], ["-comp", "gzip", "-Xwindow-size", "10", "-no-sparse"],
    ])
    func `an image by mksquashfs is read`(_ arguments: [String]) throws {
        try withUnpacked(SampleTrees.everything(blockSize: 128 << 10)) { folder in
            let image = try made(
                "/usr/bin/mksquashfs", ["FOLDER", "IMAGE", "-noappend", "-no-progress", "-quiet"] + arguments,
                of: folder)
            let found = try described(MemorySource(image))
            expectSame(found, try unsquashed(image))
            expectSame(withoutLinks(found), withoutLinks(try TreeDescription.lines(folder: folder)))
        }
    }

    @Test func `an image by gensquashfs is read`() throws {
        try withUnpacked(SampleTrees.everything(blockSize: 128 << 10)) { folder in
            let image = try made(
                "/usr/bin/gensquashfs", ["-q", "-k", "-x", "-e", "-c", "zstd", "-D", "FOLDER", "IMAGE"], of: folder)
            let found = try described(MemorySource(image))
            expectSame(found, try unsquashed(image))
            // It gives the root its own owner and time, and leaves out attributes without a value.
            let expected = withoutLinks(
                try TreeDescription.lines(folder: folder).map { $0.replacing(" user.a=", with: "") })
            expectSame(Array(withoutLinks(found).dropFirst()), Array(expected.dropFirst()))
        }
    }

    @Test(arguments: ["xz", "lzo", "lz4", "lzma"])
    func `another compressor is refused by its name`(_ name: String) throws {
        try withUnpacked(TreeBuilder()) { folder in
            let image = try made(
                "/usr/bin/mksquashfs", ["FOLDER", "IMAGE", "-noappend", "-quiet", "-comp", name], of: folder)
            let error = #expect(throws: SquashFSError.self) { try described(MemorySource(image)) }
            #expect(error?.code == .unsupportedCompressor)
            #expect(error?.message.contains("compressed with \(name);") == true)
        }
    }

    @Test func `100,000 entries of one directory are read, with their index`() throws {
        var builder = TreeBuilder()
        let folder = builder.addDirectory("many")
        builder.setEntries(
            (0..<100_000).map {
                DirectoryEntry(name: Array("entry-\(1_000_000 + $0)".utf8), node: NodeIndex(UInt32($0 + 2)))
            },
            of: folder)
        builder.appendNodes(count: 100_000)
        let image = try builder.image()
        let expected = try TreeDescription.lines(builder)
        expectSame(try described(MemorySource(image)), expected)
        let limited = #expect(throws: SquashFSError.self) { try described(MemorySource(image), memory: 8 << 20) }
        #expect(limited?.code == .limit)
        try withUnpacked(builder) { folder in
            let theirs = try made("/usr/bin/mksquashfs", ["FOLDER", "IMAGE", "-noappend", "-quiet"], of: folder)
            let found = try described(MemorySource(theirs)).map { $0.split(separator: " ").prefix(3) }
            #expect(found == expected.map { $0.split(separator: " ").prefix(3) })
        }
    }

    @Test func `any range of a file is read`() throws {
        let size = 3 * 4096 + 1000
        var random = SeededGenerator(seed: 6)
        var bytes = random.bytes(count: size)
        for index in 4096..<8192 { bytes[index] = 0 }
        var builder = TreeBuilder()
        builder.addFile("file", bytes)
        for usesFragments in [true, false] {
            let options = ImageOptions(blockSize: 4096, usesFragments: usesFragments)
            var reader = try SquashFSReader.open(MemorySource(try builder.image(options)))
            let layout = try #require(try reader.contents().layouts[1])
            for _ in 0..<500 {
                let offset = Int.random(in: 0...(size + 10), using: &random)
                let count = Int.random(in: 0...(size + 10), using: &random)
                var buffer = [UInt8](repeating: 0xEE, count: count)
                let read = try buffer.withUnsafeMutableBytes {
                    try reader.read(layout, size: UInt64(size), at: UInt64(offset), into: $0)
                }
                #expect(Array(buffer[..<read]) == Array(bytes.dropFirst(offset).prefix(count)))
            }
            #expect(try reader.bytes(of: layout, size: UInt64(size), limit: size) == bytes)
            #expect(throws: SquashFSError.self) { try reader.bytes(of: layout, size: UInt64(size), limit: size - 1) }
        }
    }

    @Test func `an image inside of a file is read`() throws {
        let builder = SampleTrees.everything(blockSize: 4096)
        let image = try builder.image(ImageOptions(blockSize: 4096))
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("disk")
            try Data([UInt8](repeating: 0xEE, count: 1000) + image + [1, 2, 3]).write(to: file)
            let source = try FileSource.open(file.path, base: 1000, size: UInt64(image.count))
            expectSame(try described(source), try TreeDescription.lines(builder))
            let error = #expect(throws: SquashFSError.self) {
                try described(try FileSource.open(file.path, base: 1000, size: UInt64(image.count + 4)))
            }
            #expect(error?.code == .inputOutput)
        }
        #expect(throws: SquashFSError.self) { try described(try FileSource.open("/no/such/file")) }
    }
}
