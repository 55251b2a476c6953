import SquashFS
import Testing
import TestSupport

@Suite struct DataTests {
    private func encode(_ block: [UInt8], _ compression: Compression, allowsSparse: Bool = true) throws -> EncodedBlock
    {
        let encoder = try BlockEncoder.open(compression)
        let output = RawBuffer(count: block.count)
        return try block.withUnsafeBytes {
            try encoder.encode($0, into: output.bytes, allowsSparse: allowsSparse)
        }
    }

    @Test(arguments: [Compression.zstd(level: 3), .gzip(level: 6), .none])
    func `a block is sparse, compressed or raw, and never larger than it was`(_ compression: Compression) throws {
        var random = SeededGenerator(seed: 2)
        for count in [1, 2, 100, 4096, 131_072] {
            let noise = random.bytes(count: count - 1) + [1]
            #expect(try encode(noise, compression) == .raw(count))
            let zeros = [UInt8](repeating: 0, count: count)
            #expect(try encode(zeros, compression) == .sparse)
            #expect(try encode(zeros, compression, allowsSparse: false) != .sparse)
            let nearly = zeros.dropLast() + [1]
            let encoded = try encode(Array(nearly), compression)
            guard count >= 100, compression != .none else {
                #expect(encoded == .raw(count))
                continue
            }
            guard case .compressed(1..<200) = encoded else {
                Issue.record("\(count) bytes became \(encoded)")
                continue
            }
        }
    }

    @Test func `a block's size word says whether the block is raw or sparse`() {
        #expect(EncodedBlock.sparse.stored.rawValue == 0)
        #expect(EncodedBlock.compressed(0xABCD).stored.rawValue == 0xABCD)
        #expect(EncodedBlock.raw(1 << 20).stored.rawValue == 0x110_0000)
    }

    @Test func `fragments fill a block until one does not fit`() {
        var packer = FragmentPacker(blockSize: 100, firstIndex: 7)
        var places = [60, 40, 1, 99, 50, 51].map { packer.place($0) }
        packer.close()
        packer.close()
        places.append(packer.place(1))
        #expect(
            places.map { [$0.index, $0.offset] } == [[7, 0], [7, 60], [8, 0], [8, 1], [9, 0], [10, 0], [11, 0]])
        #expect(packer.used == 1)
    }
}
