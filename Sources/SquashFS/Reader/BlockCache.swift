/// Blocks that were read last, in a fixed number of slots; the oldest gives way.
struct BlockCache: ~Copyable {
    struct Key: Hashable {
        /// Offset in the image.
        let position: UInt64
        /// `sparse` for metadata blocks, whose size stands in the image.
        let stored: StoredSize
    }

    struct Block {
        fileprivate let slot: Int
        /// Bytes of content.
        let count: Int
        /// Where the block ends in the image.
        let end: UInt64
    }

    private let slotSize: Int
    private let buffer: RawBuffer
    private var blocks: [Key: Block] = [:]
    private var keys: [Key?]
    private var next = 0

    init(slots: Int, slotSize: Int) {
        self.slotSize = slotSize
        buffer = RawBuffer(count: slots * slotSize)
        keys = Array(repeating: nil, count: slots)
    }

    func bytes(_ block: Block) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(buffer[(block.slot * slotSize)..<(block.slot * slotSize + block.count)])
    }

    /// The block with this key; `fill` gets a slot for one that is not there, and says how much it holds.
    mutating func block(
        _ key: Key, fill: (UnsafeMutableRawBufferPointer) throws(SquashFSError) -> (count: Int, end: UInt64)
    ) throws(SquashFSError) -> Block {
        if let block = blocks[key] { return block }
        let slot = next
        if let old = keys[slot] { blocks[old] = nil }
        keys[slot] = nil
        let (count, end) = try fill(buffer[(slot * slotSize)..<((slot + 1) * slotSize)])
        next = (slot + 1) % keys.count
        let block = Block(slot: slot, count: count, end: end)
        keys[slot] = key
        blocks[key] = block
        return block
    }
}
