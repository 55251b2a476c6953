/// Writes a table of metadata blocks: records one behind the other, cut into blocks of 8 KiB of content.
///
///     | raw bit, size in the image: 16 bits | the block, compressed or raw |
///
/// Source: Documentation/filesystems/squashfs.rst, section 3.1.
struct MetadataWriter: ~Copyable {
    static let blockSize = 8192
    static let rawBit: UInt16 = 1 << 15

    private let encoder: BlockEncoder
    private let content = RawBuffer(count: blockSize)
    private let output = RawBuffer(count: blockSize)
    private var fill = 0
    /// The table's blocks so far.
    private(set) var bytes: [UInt8] = []
    /// Where each block starts in `bytes`.
    private(set) var blockStarts: [Int] = []

    init(encoder: consuming BlockEncoder) { self.encoder = encoder }

    /// Where the next record will start. Full blocks are written at once, so that this always lies in an open block.
    func position() throws(SquashFSError) -> MetadataReference {
        guard let block = UInt32(exactly: bytes.count) else {
            throw SquashFSError(.tableTooLarge, "the tables of this tree take more than 4 GiB; leave files out")
        }
        return MetadataReference(block: block, offset: UInt16(fill))
    }

    /// Bytes of content until a new block starts.
    var room: Int { Self.blockSize - fill }

    mutating func append(_ record: [UInt8]) throws(SquashFSError) {
        var taken = 0
        while taken < record.count {
            let count = min(room, record.count - taken)
            content[fill..<(fill + count)].copyBytes(from: record[taken..<(taken + count)])
            fill += count
            taken += count
            if room == 0 { try flush() }
        }
    }

    /// Ends the open block, if it holds something.
    mutating func flush() throws(SquashFSError) {
        guard fill > 0 else { return }
        blockStarts.append(bytes.count)
        switch try encoder.encode(content.prefix(fill), into: output.bytes, allowsSparse: false) {
        case .compressed(let count):
            bytes.append(littleEndian: UInt16(count))
            bytes += output.prefix(count)
        case .raw, .sparse:
            bytes.append(littleEndian: Self.rawBit | UInt16(fill))
            bytes += content.prefix(fill)
        }
        fill = 0
    }
}
