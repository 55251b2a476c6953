/// The places of a lookup table's metadata blocks.
struct LookupIndex {
    /// Records.
    let count: Int
    private let recordSize: Int
    private let places: [UInt64]
    private let end: UInt64

    /// - Parameters:
    ///   - start: where the places stand in the image.
    ///   - end: where the image ends.
    init<Source: ImageSource & ~Copyable>(
        _ name: String, count: UInt32, recordSize: Int, start: UInt64, end: UInt64,
        _ blocks: borrowing BlockReader<Source>,
        _ budget: inout MemoryBudget
    ) throws(SquashFSError) {
        let blockCount = (Int(count) * recordSize + MetadataWriter.blockSize - 1) / MetadataWriter.blockSize
        guard start <= end, UInt64(blockCount * 8) <= end - start else {
            throw SquashFSError(.damaged, "the \(name) is damaged: \(count) records do not fit into the image")
        }
        try budget.take(blockCount * 16)
        let bytes = try blocks.bytes(blockCount * 8, at: start)
        var reader = RecordReader(bytes[...])
        places = (0..<blockCount).map { _ in reader.next() }
        self.count = Int(count)
        self.recordSize = recordSize
        self.end = start
        guard places.allSatisfy({ $0 >= UInt64(Superblock.size) && $0 < start }) else {
            throw SquashFSError(.damaged, "the \(name) is damaged: its blocks are outside of it")
        }
    }

    /// Where the first block starts; the place of the list where there is none.
    var firstBlock: UInt64 { places.first ?? end }

    /// A record's bytes; nil where there is none of this index.
    func record<Source: ImageSource & ~Copyable>(
        _ index: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> [UInt8]? {
        guard index < count else { return nil }
        let (place, offset) = (index * recordSize).quotientAndRemainder(dividingBy: MetadataWriter.blockSize)
        var cursor = MetadataCursor(
            MetadataReference(block: 0, offset: UInt16(offset)), table: places[place], limit: end)
        return try cursor.next(recordSize, &blocks)
    }
}
