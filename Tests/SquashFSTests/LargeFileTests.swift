import Foundation
import Glibc
import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct LargeFileTests {
    @Test func `a file of more than 4 GiB that is mostly holes keeps them`() throws {
        let size = UInt64(5) << 30 + 4321
        var builder = TreeBuilder()
        builder.addFile(
            Array("large".utf8),
            TreeBuilder.Bytes(size: size, pieces: [(3, [7, 7]), (4 << 30 + 5, [8, 8]), (size - 1, [9])]))
        let image = try builder.image(ImageOptions(blockSize: 1 << 20))
        #expect(image.count < 20_000)
        try ReferenceTools.withRootFolder { folder in
            let file = folder.appendingPathComponent("image")
            try Data(image).write(to: file)
            let target = folder.appendingPathComponent("tree")
            let result = try ReferenceTools.asRoot("/usr/bin/unsquashfs", ["-d", target.path, file.path])
            #expect(result.status == 0)
            let script = """
                import os, sys
                file = open(sys.argv[1], "rb")
                info = os.fstat(file.fileno())
                pieces = [os.pread(file.fileno(), 4, place) for place in (2, (4 << 30) + 4, info.st_size - 2)]
                print(info.st_size, info.st_blocks * 512 < 8 << 20, [piece.hex() for piece in pieces])
                """
            let found = try ReferenceTools.asRoot(
                "/usr/bin/python3", ["-c", script, target.appendingPathComponent("large").path])
            #expect(found.text == "\(size) True ['00070700', '00080800', '0009']\n")
        }
        var reader = try SquashFSReader.open(MemorySource(image))
        let layout = try #require(try reader.contents().layouts[1])
        for (offset, expected) in [(2, [0, 7, 7, 0]), (4 << 30 + 4, [0, 8, 8, 0]), (Int(size) - 2, [0, 9])] {
            var buffer = [UInt8](repeating: 0xEE, count: 4)
            let count = try buffer.withUnsafeMutableBytes {
                try reader.read(layout, size: size, at: UInt64(offset), into: $0)
            }
            #expect(buffer[..<count].map(Int.init) == expected)
        }
    }

    @Test func `data behind 4 GiB is found, with gaps before it`() throws {
        let start = UInt64(5) << 30
        var builder = TreeBuilder()
        builder.addFile("near", [UInt8](repeating: 1, count: 4096))
        builder.addFile("far", [UInt8](repeating: 2, count: 5000))
        let options = ImageOptions(compression: .none, blockSize: 4096)
        let layouts = [
            nil, FileLayout(start: 200, blocks: [.raw(4096)]),
            FileLayout(start: start, blocks: [.raw(4096)], fragment: FragmentLocation(index: 0, offset: 100)),
        ]
        let end = start + 10_000
        let metadata = try ImageMetadata.encode(
            builder.tree, layouts: layouts, fragments: [FragmentEntry(start: start + 5000, stored: .raw(1004))],
            at: end,
            options: options)
        try ReferenceTools.withRootFolder { folder in
            let file = folder.appendingPathComponent("image")
            let descriptor = open(file.path, O_CREAT | O_RDWR, 0o600)
            defer { close(descriptor) }
            var output = DescriptorImage(descriptor: descriptor)
            for (bytes, offset) in [
                (metadata.head, 0), ([UInt8](repeating: 1, count: 4096), 200),
                ([UInt8](repeating: 2, count: 4096), start),
                ([UInt8](repeating: 2, count: 1004), start + 5000), (metadata.tables, end),
            ] { try bytes.withUnsafeBytes { try output.write($0, at: offset) } }
            let target = folder.appendingPathComponent("tree")
            let result = try ReferenceTools.asRoot("/usr/bin/unsquashfs", ["-d", target.path, file.path])
            #expect(result.status == 0 && result.errors.isEmpty, "\(result.errorText)")
            // The fragment's place starts 100 bytes in, so that 904 bytes of twos are the end.
            let expected = try TreeDescription.lines(builder)
            expectSame(try TreeDescription.lines(folder: target), expected)
            expectSame(try described(try FileSource.open(file.path)), expected)
        }
    }
}
