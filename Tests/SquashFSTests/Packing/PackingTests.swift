import RootTree
@testable import SquashFS
import TestSupport
import Testing

import struct RootTree.RootTree

@Suite struct PackingTests {
    static let options = [
        ImageOptions(), ImageOptions(compression: .gzip(level: 1), blockSize: 4096),
        ImageOptions(compression: .none, blockSize: 32 << 10),
        ImageOptions(blockSize: 8192, usesFragments: false, deduplicates: false),
    ]

    @Test(arguments: options) func `everything that was packed is read back, by unsquashfs too`(
        _ options: ImageOptions
    ) throws {
        let builder = SampleTrees.everything(blockSize: options.blockSize)
        let expected = try TreeDescription.lines(builder)
        let image = try Packed(builder, options).bytes
        expectSame(try described(MemorySource(image)), expected)
        expectSame(try unsquashed(image), expected)
    }

    @Test(arguments: 0..<20) func `a random tree comes back as it was, whatever the threads and the memory`(
        _ seed: UInt64
    ) throws {
        var random = SeededGenerator(seed: seed)
        let options = ImageOptions(
            compression: random.pick([.zstd(level: 1), .gzip(level: 1), .none]), blockSize: random.pick([4096, 16384]),
            usesFragments: Bool.random(using: &random), deduplicates: Bool.random(using: &random))
        let builder = RandomTree.make(&random)
        let hashes = HashOptions(salt: [1, 2, 3], takesChunks: true)
        let alone = try Packed(builder, options, threads: 1, hashes: hashes)
        for (threads, memory) in [(2, 0), (5, Int.max), (3, 20_000)] {
            let other = try Packed(builder, options, threads: threads, memory: memory, hashes: hashes)
            #expect(other.bytes == alone.bytes && other.hashes == alone.hashes, "\(threads) \(memory)")
        }
        expectSame(try described(MemorySource(alone.bytes)), try TreeDescription.lines(builder))
    }

    @Test func `files with the same bytes share them inside a segment only`() throws {
        var random = SeededGenerator(seed: 1)
        let large = (0..<300_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let small = Array(large[..<5000])
        var builder = TreeBuilder()
        for (name, bytes) in [("a", large), ("b", small), ("c", large), ("d", small), ("e", large), ("f", small)] {
            builder.addFile(name, bytes)
        }
        let all = builder.segment
        var reader = try SquashFSReader.open(
            MemorySource(try Packed(builder, segments: [Array(all[..<4]), Array(all[4...])]).bytes))
        let layouts = try reader.contents().layouts.compactMap(\.self)
        #expect(layouts[0] == layouts[2] && layouts[1] == layouts[3])
        #expect(layouts[0] != layouts[4] && layouts[1] != layouts[5])
    }

    /// Each with each would be two hundred million comparisons.
    @Test func `many files of one size are not compared each with each`() throws {
        let time = try processorTime(of: {
            var builder = TreeBuilder()
            for number in 0..<20_000 {
                var bytes = [UInt8](repeating: 7, count: 5000)
                withUnsafeBytes(of: number) { bytes.replaceSubrange(0..<8, with: $0) }
                builder.addFile("\(100_000 + number)", bytes)
            }
            var options = ImageOptions(compression: .none, blockSize: 4096)
            let image = try Packed(builder, options, memory: 0)
            #expect(image.assembly.superblock.inodes == 20_001)
            options.deduplicates = false
            #expect(try Packed(builder, options, memory: 0).bytes.count == image.bytes.count)
        })
        #expect(time < .seconds(60))
    }

    @Test func `the queue keeps no block that a thread has taken`() throws {
        let options = ImageOptions()
        let store = ByteStore(limit: .max, directory: Array("/tmp".utf8))
        let buffers = BlockBuffers(blockSize: options.blockSize)
        let pool = EncodingPool(threads: 2, options: options, store: store, buffers: buffers)
        let encoder = try BlockEncoder.open(options.compression)
        let room = RawBuffer(count: options.blockSize)
        func offer(_ number: Int) -> UnsafeRawPointer? {
            var block = buffers.take()
            block.append(contentsOf: repeatElement(UInt8(number), count: options.blockSize))
            let place = block.withUnsafeBytes { $0.baseAddress }
            let job = EncodingJob(number: BlockNumber(rawValue: number), bytes: block, allowsSparse: false)
            #expect(pool.offer(job) == nil)
            return place
        }
        // The queue is not empty at any time.
        let first = offer(1)
        _ = offer(2)
        _ = try pool.take()?.run(encoder, room, store, buffers)
        // The same memory serves again: nobody else holds it.
        #expect(offer(3) == first)
        pool.stop()
    }

    @Test func `data that no segment names takes no room`() throws {
        var random = SeededGenerator(seed: 2)
        var builder = TreeBuilder()
        builder.addFile("kept", [1, 2, 3])
        let expected = try Packed(builder).bytes
        var packer = try DataPacker.open(ImageOptions(), threads: 2)
        packer.begin(ContentSource(layer: 9, ordinal: 0), size: 1 << 20)
        let noise = (0..<(1 << 20)).map { _ in UInt8.random(in: 0...255, using: &random) }
        try noise.withUnsafeBytes { try packer.append($0, at: 0) }
        try packer.end()
        packer.begin(ContentSource(layer: 0, ordinal: 0), size: 3)
        try [UInt8]([1, 2, 3]).withUnsafeBytes { try packer.append($0, at: 0) }
        try packer.end()
        try packer.closeSegment(builder.segment)
        let placed = try packer.finish().placed()
        let image = try ImageAssembly(
            builder.tree, placed.map { ($0.index, $0 as any RegionSource) }, options: ImageOptions())
        #expect(image.size == UInt64(expected.count))
    }

    @Test(arguments: [(UInt64(5), 0), (0, 11), (1 << 40, 1)]) func `data outside of its file is refused`(
        offset: UInt64, count: Int
    ) throws {
        var packer = try DataPacker.open(ImageOptions(), threads: 1)
        packer.begin(ContentSource(layer: 0, ordinal: 0), size: 10)
        try [UInt8](repeating: 1, count: 6).withUnsafeBytes { try packer.append($0, at: 0) }
        let bytes = [UInt8](repeating: 1, count: count)
        let code: SquashFSError.Code? = bytes.withUnsafeBytes { bytes in
            do throws(SquashFSError) {
                try packer.append(bytes, at: offset)
                return nil
            } catch { return error.code }
        }
        #expect(code == .invalidLayout)
    }

    @Test func `a file without a place in any segment is an error, not an empty file`() throws {
        var builder = TreeBuilder()
        builder.addFile("lost", [1])
        #expect(throws: SquashFSError.self) { try Packed(builder, segments: [[]]) }
    }
}
