/// A place in a table of metadata blocks, from which records are read one behind the other.
struct MetadataCursor {
    /// Where the metadata block starts in the image.
    private(set) var block: UInt64
    /// The offset in its content.
    private(set) var offset: Int
    /// Where the table ends in the image.
    private let limit: UInt64

    /// - Parameter table: where the table starts in the image.
    init(_ reference: MetadataReference, table: UInt64, limit: UInt64) {
        // The reference has 48 bits and the table lies in the image, so the sum fits.
        block = table + reference.block
        offset = Int(reference.offset)
        self.limit = limit
    }

    /// The next `count` bytes, over block boundaries.
    mutating func next<Source: ImageSource & ~Copyable>(
        _ count: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            let (content, end) = try blocks.metadataBlock(at: block, limit: limit)
            guard offset <= content.count else {
                throw SquashFSError(
                    .damaged,
                    "a record starts at \(offset) of the \(content.count) bytes of the metadata block at \(block)")
            }
            let taken = min(content.count - offset, count - bytes.count)
            bytes += content[offset..<(offset + taken)]
            offset += taken
            if bytes.count < count { (block, offset) = (end, 0) }
        }
        return bytes
    }

    /// Moves on to the next metadata block where this one has nothing more.
    mutating func skipToContent<Source: ImageSource & ~Copyable>(
        _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) {
        let (content, end) = try blocks.metadataBlock(at: block, limit: limit)
        if offset == content.count { (block, offset) = (end, 0) }
    }
}
