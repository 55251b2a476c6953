import Crypto
import Foundation
import RootTree
import SquashFS
import TestSupport
import Testing

import struct RootTree.RootTree

/// Where things stand in a packed image, and what is hashed of it.
@Suite struct PlacementTests {
    /// Files of all sizes, about 12 MB that cannot be compressed.
    private static func builder(changing changed: Int? = nil) -> TreeBuilder {
        var builder = TreeBuilder()
        for number in 0..<220 {
            var random = SeededGenerator(seed: UInt64(number))
            let size = number % 7 == 0 ? 300_000 : Int.random(in: 500...60_000, using: &random)
            var bytes: [UInt8] = []
            while bytes.count < size { withUnsafeBytes(of: random.next()) { bytes += $0 } }
            if number == changed { bytes = [1, 2, 3] + bytes }
            builder.addFile(String(format: "file%03d", number), bytes)
        }
        return builder
    }

    @Test func `segments start on the grid, the first behind the superblock's chunk and the tables last`() throws {
        let builder = Self.builder()
        let all = builder.segment
        let image = try Packed(builder, segments: [Array(all[..<70]), [], Array(all[70...])]).assembly
        #expect(image.regions.map(\.segment) == [nil, 0, 2, nil])
        #expect(image.regions[1].start == ImageGeometry.chunk)
        for region in image.regions.dropFirst(2) { #expect(region.start % ImageGeometry.reservation == 0) }
        #expect(image.size % 4096 == 0)
    }

    @Test func `a group may end behind files that add nothing to it`() throws {
        var builder = TreeBuilder()
        for number in 0..<40 {
            // Every second one is a copy, and each is long enough to end a group.
            var random = SeededGenerator(seed: UInt64(number / 4 * 2 + number % 2))
            var bytes: [UInt8] = []
            while bytes.count < 1_200_000 { withUnsafeBytes(of: random.next()) { bytes += $0 } }
            builder.addFile(String(format: "file%03d", number), bytes)
        }
        let image = try Packed(builder, ImageOptions(compression: .none))
        expectSame(try described(MemorySource(image.bytes)), try TreeDescription.lines(builder))
    }

    @Test func `a dense segment has no gaps, and fewer and fuller blocks of small files`() throws {
        let builder = Self.builder()
        let dense = try Packed(builder, spacing: .dense)
        let grid = try Packed(builder)
        expectSame(try described(MemorySource(dense.bytes)), try TreeDescription.lines(builder))
        #expect(dense.assembly.superblock.fragments < grid.assembly.superblock.fragments)
        let region = dense.assembly.regions[1]
        let data = dense.bytes[Int(region.start)..<Int(region.start + region.source.length)]
        #expect(data.count > 8 << 20)
        for page in stride(from: data.startIndex, to: data.endIndex - 4096, by: 4096) {
            #expect(data[page..<(page + 4096)].contains { $0 != 0 })
        }
    }

    @Test func `holes are not allocated`() throws {
        let builder = Self.builder()
        let all = builder.segment
        let image = try Packed(builder, segments: [Array(all[..<70]), Array(all[70...])])
        let zeros = stride(from: 0, to: image.bytes.count, by: 4096).filter { start in
            image.bytes[start..<(start + 4096)].allSatisfy { $0 == 0 }
        }
        #expect(zeros.count * 4096 > 1 << 20)
        let written = try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("image")
            try Data().write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            let output = DescriptorImage(descriptor: handle.fileDescriptor)
            _ = try ImageCommit(threads: 2).write(image.assembly, to: output)
            try handle.truncate(atOffset: image.assembly.size)
            try handle.synchronize()
            let blocks = try runTool("/usr/bin/stat", ["-c", "%b %B", file.path]).text.split(separator: " ")
            return (Int(blocks[0]) ?? 0) * (Int(blocks[1].filter(\.isNumber)) ?? 0)
        }
        #expect(written <= image.bytes.count - zeros.count * 4096 + (1 << 16))
    }

    @Test func `a file that changes leaves most chunks as they were`() throws {
        let old = try Packed(Self.builder(), hashes: HashOptions(takesChunks: true))
        let new = try Packed(Self.builder(changing: 30), hashes: HashOptions(takesChunks: true))
        func chunks(_ hashes: ImageHashes) -> [[UInt8]] {
            stride(from: 0, to: hashes.chunks.count, by: 32).map { Array(hashes.chunks[$0..<($0 + 32)]) }
        }
        let (before, after) = (chunks(old.hashes), chunks(new.hashes))
        let changed = zip(before, after).filter { $0 != $1 }.count + abs(before.count - after.count)
        #expect(before.count > 24)
        // The group of the file, the superblock and the tables.
        #expect((2...12).contains(changed), "\(changed) of \(before.count)")
    }

    @Test func `the hashes are those of the bytes that were written`() throws {
        let salt: [UInt8] = [7, 8, 9]
        let image = try Packed(Self.builder(), hashes: HashOptions(salt: salt, takesChunks: true))
        var leaves: [UInt8] = []
        for start in stride(from: 0, to: image.bytes.count, by: 4096) {
            leaves += SHA256.hash(data: salt + image.bytes[start..<(start + 4096)])
        }
        var chunks: [UInt8] = []
        for start in stride(from: 0, to: image.bytes.count, by: 512 << 10) {
            let bytes = Array(image.bytes[start..<min(start + (512 << 10), image.bytes.count)])
            chunks += SHA256.hash(data: bytes + [UInt8](repeating: 0, count: (512 << 10) - bytes.count))
        }
        #expect(image.hashes.leaves == leaves)
        #expect(image.hashes.chunks == chunks)
    }

    @Test func `what is not asked for is not hashed`() throws {
        #expect(try Packed(Self.builder()).hashes == ImageHashes())
    }
}
