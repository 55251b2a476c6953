package import RootTree

/// Reads an image of any maker. Nothing in it is trusted: what it says is checked before it is used, and memory is
/// limited. One thread at a time.
///
/// Images compressed with gzip or zstd can be read.
package struct SquashFSReader<Source: ImageSource & ~Copyable>: ~Copyable {
    package let superblock: Superblock
    var blocks: BlockReader<Source>
    let zeros: RawBuffer
    let fragments: LookupIndex
    private let memory: Int

    private init(
        _ superblock: Superblock, _ blocks: consuming BlockReader<Source>, _ fragments: LookupIndex, memory: Int
    ) {
        self.superblock = superblock
        self.blocks = blocks
        self.fragments = fragments
        self.memory = memory
        zeros = RawBuffer(count: Int(superblock.blockSize))
    }

    /// - Parameter memory: the bytes that the image's tree may take; more is an error.
    package static func open(_ source: consuming Source, memory: Int = 1 << 30) throws(SquashFSError) -> SquashFSReader
    {
        let size = source.size
        guard size >= UInt64(Superblock.size) else {
            throw SquashFSError(.notSquashFS, "this is no SquashFS image: it has only \(size) bytes")
        }
        let head = RawBuffer(count: Superblock.size)
        try source.read(into: head[0..<Superblock.size], at: 0)
        let superblock = try Superblock(decoding: [UInt8](head.prefix(Superblock.size)), size: size)
        let blocks = BlockReader(
            source, try BlockDecompressor.open(compressor: superblock.compressor), blockSize: Int(superblock.blockSize))
        var budget = MemoryBudget(limit: memory)
        let fragments = try LookupIndex(
            "fragment table", count: superblock.fragments, recordSize: FragmentEntry.size,
            start: superblock.fragments == 0 ? superblock.bytesUsed : superblock.fragmentTable,
            end: superblock.bytesUsed, blocks, &budget)
        return SquashFSReader(superblock, blocks, fragments, memory: memory)
    }

    /// The whole tree, checked: every inode, name and place of data. Data itself is checked when it is read.
    package mutating func contents() throws(SquashFSError) -> SquashFSContents {
        var budget = MemoryBudget(limit: memory)
        let tables = try TreeTables(superblock, fragments, &blocks, &budget)
        var reader = TreeReader(tables, budget)
        return try reader.read(&blocks)
    }
}

/// A tree, and where the bytes of its files are.
///
/// A file's source is layer 0 and the number of its node.
package struct SquashFSContents: Equatable, Sendable {
    package let tree: RootTree
    /// By node; nil where there is no regular file.
    package let layouts: [FileLayout?]
}
