import RootTree
import Values

/// Reads a directory's entries.
struct ListingReader {
    private let directory: DecodedInode.Directory
    private var cursor: MetadataCursor
    private let table: UInt64
    private var read = 0
    private(set) var entries: [DirectoryListing.Entry] = []
    /// What an index may say about the headers.
    private var headers: [UInt32: DirectoryListing.Index] = [:]

    init(_ directory: DecodedInode.Directory, _ tables: TreeTables) {
        self.directory = directory
        table = tables.superblock.directoryTable
        cursor = MetadataCursor(directory.start, table: table, limit: tables.directoryEnd)
    }

    /// All entries, sorted by name as they must be.
    static func entries<Source: ImageSource & ~Copyable>(
        of directory: DecodedInode.Directory, _ tables: TreeTables, _ blocks: inout BlockReader<Source>,
        _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> [DirectoryListing.Entry] {
        var reader = ListingReader(directory, tables)
        while reader.read < directory.size { try reader.readRun(&blocks, &budget) }
        guard reader.read == directory.size else { throw damage("its size is \(directory.size), not \(reader.read)") }
        for index in directory.index where reader.headers[index.offset] != index {
            throw damage("its index has no header at \(index.offset) with \(printable(index.name))")
        }
        return reader.entries
    }

    private mutating func readRun<Source: ImageSource & ~Copyable>(
        _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) {
        let start = read
        let block = try headerBlock(&blocks)
        var header = RecordReader(try cursor.next(DirectoryListing.headerSize, &blocks)[...])
        let (last, inodes, first): (UInt32, UInt32, UInt32) = (header.next(), header.next(), header.next())
        guard last < DirectoryListing.largestRun else { throw damage("a header has \(UInt64(last) + 1) entries") }
        read += DirectoryListing.headerSize
        for place in 0...last {
            let entry = try readEntry(inodes: inodes, first: first, &blocks, &budget)
            if place == 0, let start = UInt32(exactly: start), let block {
                headers[start] = DirectoryListing.Index(offset: start, block: block, name: entry.name)
            }
            if let before = entries.last, !before.name.lexicographicallyPrecedes(entry.name) {
                throw damage("\(printable(entry.name)) stands twice, or not in the order of its bytes")
            }
            entries.append(entry)
        }
    }

    /// The metadata block in which the next header starts, from the table's start; nil where no index needs it.
    private mutating func headerBlock<Source: ImageSource & ~Copyable>(
        _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> UInt32? {
        guard !directory.index.isEmpty else { return nil }
        try cursor.skipToContent(&blocks)
        return UInt32(exactly: cursor.block - table)
    }

    private mutating func readEntry<Source: ImageSource & ~Copyable>(
        inodes: UInt32, first: UInt32, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> DirectoryListing.Entry {
        var fields = RecordReader(try cursor.next(DirectoryListing.entrySize, &blocks)[...])
        let (offset, delta): (UInt16, UInt16) = (fields.next(), fields.next())
        let (type, last): (UInt16, UInt16) = (fields.next(), fields.next())
        guard let type = InodeType(rawValue: type), !type.isExtended else { throw damage("an entry's type is \(type)") }
        guard last < InodeOrder.longestName else { throw damage("a name has \(Int(last) + 1) bytes") }
        try budget.take(128 + Int(last))
        let name = try cursor.next(Int(last) + 1, &blocks)
        guard isEntryName(name) else { throw damage("\(printable(name)) is no name") }
        read += DirectoryListing.entrySize + name.count
        return DirectoryListing.Entry(
            name: name, number: first &+ UInt32(bitPattern: Int32(Int16(bitPattern: delta))),
            inode: MetadataReference(block: inodes, offset: offset), type: type)
    }
}

private func damage(_ what: String) -> SquashFSError { SquashFSError(.damaged, "the directory is damaged: \(what)") }
