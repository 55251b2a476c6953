import Archives

/// Reads blocks of data and metadata from the source, through caches of fixed size.
struct BlockReader<Source: ImageSource & ~Copyable>: ~Copyable {
    private let source: Source
    private let decompressor: BlockDecompressor
    private let blockSize: Int
    private let input: RawBuffer
    private var metadata = BlockCache(slots: 128, slotSize: MetadataWriter.blockSize)
    private var data: BlockCache

    init(_ source: consuming Source, _ decompressor: consuming BlockDecompressor, blockSize: Int) {
        self.source = source
        self.decompressor = decompressor
        self.blockSize = blockSize
        input = RawBuffer(count: max(blockSize, MetadataWriter.blockSize))
        data = BlockCache(slots: 4, slotSize: blockSize)
    }

    /// Bytes as they stand in the image.
    func bytes(_ count: Int, at offset: UInt64) throws(SquashFSError) -> [UInt8] {
        try source.check(count, at: offset)
        let buffer = RawBuffer(count: count)
        try source.read(into: buffer[0..<count], at: offset)
        return [UInt8](buffer.prefix(count))
    }

    /// A data or fragment block, at most a block size of content. The bytes are valid until the next call.
    mutating func dataBlock(
        at position: UInt64, _ stored: StoredSize
    ) throws(SquashFSError) -> UnsafeRawBufferPointer {
        let block = try data.block(.init(position: position, stored: stored)) { (slot) throws(SquashFSError) in
            let target = stored.isRaw ? UnsafeMutableRawBufferPointer(rebasing: slot[..<stored.bytes]) : slot
            let count = try Self.load(
                stored.bytes, isRaw: stored.isRaw, at: position, into: target, source, decompressor, input)
            return (count, position + UInt64(stored.bytes))
        }
        return data.bytes(block)
    }

    /// A metadata block of 1 to 8192 bytes. The bytes are valid until the next call.
    /// - Parameter limit: where it must have ended.
    mutating func metadataBlock(
        at position: UInt64, limit: UInt64
    ) throws(SquashFSError) -> (content: UnsafeRawBufferPointer, end: UInt64) {
        let block = try metadata.block(.init(position: position, stored: .sparse)) { (slot) throws(SquashFSError) in
            guard position < limit, limit - position > 2 else {
                throw Self.damage(position, "it is outside of its table")
            }
            try source.read(into: input[0..<2], at: position)
            let header: UInt16 = input.prefix(2).littleEndian(at: 0)
            let size = Int(header & ~MetadataWriter.rawBit)
            guard (1...MetadataWriter.blockSize).contains(size), UInt64(size) <= limit - position - 2 else {
                throw Self.damage(position, "it has \(size) bytes")
            }
            let isRaw = header & MetadataWriter.rawBit != 0
            let target = isRaw ? UnsafeMutableRawBufferPointer(rebasing: slot[..<size]) : slot
            let count = try Self.load(size, isRaw: isRaw, at: position + 2, into: target, source, decompressor, input)
            guard count > 0 else { throw Self.damage(position, "it is empty") }
            return (count, position + 2 + UInt64(size))
        }
        return (metadata.bytes(block), block.end)
    }

    private static func damage(_ position: UInt64, _ what: String) -> SquashFSError {
        SquashFSError(.damaged, "the metadata block at offset \(position) is damaged: \(what)")
    }

    private static func load(
        _ size: Int, isRaw: Bool, at position: UInt64, into target: UnsafeMutableRawBufferPointer,
        _ source: borrowing Source, _ decompressor: borrowing BlockDecompressor, _ input: borrowing RawBuffer
    ) throws(SquashFSError) -> Int {
        guard !isRaw else {
            try source.read(into: target, at: position)
            return size
        }
        try source.read(into: input[0..<size], at: position)
        do throws(CodecFailure) {
            return try decompressor.decompress(input.prefix(size), into: target)
        } catch { throw SquashFSError(.damaged, "the block at offset \(position) is damaged: \(error)") }
    }
}
