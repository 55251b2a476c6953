import Foundation
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct SuperblockTests {
    /// What `unsquashfs -s` says.
    private func summary(_ options: ImageOptions) throws -> Set<String> {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("image")
            let builder = SampleTrees.everything(blockSize: options.blockSize)
            try Data(try builder.image(options)).write(to: file)
            let result = try runTool("/usr/bin/unsquashfs", ["-s", file.path])
            #expect(result.status == 0)
            return Set(result.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    @Test func `unsquashfs names the options with which an image was made`() throws {
        let gzip = try summary(ImageOptions(compression: .gzip(level: 6), blockSize: 4096))
        let common = [
            "Filesystem is exportable via NFS", "Duplicates are removed", "Number of inodes 60", "Number of ids 3",
            // Of all nodes together: one value in `trusted.note`, one capability, and five attributes of one file.
            "Number of xattr ids 3",
        ]
        #expect(gzip.isSuperset(of: common + ["Compression gzip", "compression-level 6", "window-size 15"]))
        #expect(gzip.isSuperset(of: ["Block size 4096", "Inodes are compressed", "Data is compressed"]))
        let raw = try summary(ImageOptions(compression: .none, blockSize: 32 << 10))
        #expect(raw.isSuperset(of: common + ["Compression gzip", "Inodes are uncompressed", "Data is uncompressed"]))
        #expect(raw.isSuperset(of: ["Fragments are uncompressed", "Xattrs are uncompressed"]))
        let zstd = try summary(
            ImageOptions(compression: .zstd(level: 3), usesFragments: false, deduplicates: false, isExportable: false))
        #expect(
            zstd.isSuperset(of: ["Compression zstd", "compression-level 3", "Filesystem is not exportable via NFS"]))
        #expect(zstd.isSuperset(of: ["Duplicates are not removed", "Number of fragments 0"]))
    }

    @Test func `the compressor's own level needs no options behind the superblock`() {
        #expect(ImageOptions(compression: .zstd(level: 15)).dataStart == 96)
        #expect(ImageOptions(compression: .gzip(level: 9)).dataStart == 96)
        #expect(ImageOptions(compression: .none).dataStart == 96)
        #expect(ImageOptions(compression: .zstd(level: 3)).dataStart == 102)
        #expect(ImageOptions(compression: .gzip(level: 6)).dataStart == 106)
    }

    @Test func `a value of extended attributes is stored once, whoever has it`() throws {
        let image = try SampleTrees.everything(blockSize: 4096).image(ImageOptions(compression: .none, blockSize: 4096))
        let text = Array("a value that is long enough to be shared".utf8)
        #expect(Data(image).ranges(of: Data(text)).count == 1)
    }

    @Test func `an image's size is a multiple of 4 KiB, of which it uses what it says`() throws {
        for count in 0..<20 {
            var builder = TreeBuilder()
            for index in 0..<count { builder.addFile("file-\(100 + index)", [UInt8](repeating: 7, count: 333 * index)) }
            var output = MemoryImage()
            let metadata = try SquashFSWriter.write(
                builder.tree, options: ImageOptions(compression: .none), to: &output, content: builder.reader)
            #expect(output.bytes.count % 4096 == 0)
            #expect(output.bytes.count - Int(metadata.superblock.bytesUsed) < 4096)
        }
    }
}
