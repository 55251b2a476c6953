import RootTree

/// An inode as it stands in the image.
struct DecodedInode {
    enum Kind {
        case directory(Directory)
        case file(size: UInt64, FileLayout)
        case other(Node.Kind)
    }

    /// Where a directory's entries are.
    struct Directory {
        let start: MetadataReference
        /// Bytes of headers and entries.
        let size: Int
        let index: [DirectoryListing.Index]
    }

    let type: InodeType
    let number: UInt32
    let attributes: Attributes
    let kind: Kind
}

/// Takes inodes apart.
struct InodeReader: ~Copyable {
    private let tables: TreeTables
    private var attributeSets: AttributeReader

    init(_ tables: TreeTables) {
        self.tables = tables
        attributeSets = AttributeReader(tables)
    }

    private struct Fields {
        let type: InodeType
        let common: InodeRecord.Common
        let kind: DecodedInode.Kind
    }

    mutating func read<Source: ByteSource & ~Copyable>(
        _ reference: MetadataReference, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> DecodedInode {
        guard reference.rawValue >> 48 == 0 else { throw damage("its place is \(reference.rawValue)") }
        var record = Record(
            cursor: MetadataCursor(
                reference, table: tables.superblock.inodeTable, limit: tables.superblock.directoryTable))
        var common = try record.next(16, &blocks)
        guard let type = InodeType(rawValue: common.next()) else { throw damage("its type is unknown") }
        let (mode, user, group): (UInt16, UInt16, UInt16) = (common.next(), common.next(), common.next())
        let (modified, number): (UInt32, UInt32) = (common.next(), common.next())
        guard mode <= 0o7777, Int(user) < tables.ids.count, Int(group) < tables.ids.count else {
            throw damage("its mode or owner does not exist")
        }
        guard (1...tables.superblock.inodes).contains(number) else { throw damage("its number is \(number)") }
        try check(number, isAt: reference, &blocks)
        let (kind, set) = try readKind(type, &record, &blocks, &budget)
        let attributes = Attributes(
            mode: mode, user: tables.ids[Int(user)], group: tables.ids[Int(group)], modified: Int64(modified),
            extended: try attributeSets.read(set, &blocks, &budget))
        return DecodedInode(type: type, number: number, attributes: attributes, kind: kind)
    }

    /// The export table must say the same.
    private func check<Source: ByteSource & ~Copyable>(
        _ number: UInt32, isAt reference: MetadataReference, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) {
        guard let export = tables.export, let record = try export.record(Int(number) - 1, &blocks) else { return }
        var reader = RecordReader(record[...])
        guard reader.next() == reference.rawValue else { throw damage("the export table has another place for it") }
    }

    /// - Returns: what the inode is, and the number of its set of extended attributes.
    private func readKind<Source: ByteSource & ~Copyable>(
        _ type: InodeType, _ record: inout Record, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> (DecodedInode.Kind, UInt32) {
        switch type {
        case .directory, .extendedDirectory: return try readDirectory(type, &record, &blocks, &budget)
        case .file, .extendedFile: return try readFile(type, &record, &blocks, &budget)
        case .symbolicLink, .extendedSymbolicLink:
            var fields = try record.next(8, &blocks)
            let (_, size): (UInt32, UInt32) = (fields.next(), fields.next())
            guard (1...UInt32(UInt16.max)).contains(size) else { throw damage("its target has \(size) bytes") }
            try budget.take(Int(size))
            let target = try record.bytes(Int(size), &blocks)
            guard !target.contains(0) else { throw damage("its target has a NUL") }
            return (.other(.symbolicLink(target)), try record.attributes(type, &blocks))
        case .blockDevice, .extendedBlockDevice, .characterDevice, .extendedCharacterDevice:
            var fields = try record.next(8, &blocks)
            let (_, encoded): (UInt32, UInt32) = (fields.next(), fields.next())
            let device = Device(encoded: encoded)
            let kind: Node.Kind = type.basic == .blockDevice ? .blockDevice(device) : .characterDevice(device)
            return (.other(kind), try record.attributes(type, &blocks))
        case .fifo, .extendedFifo, .socket, .extendedSocket:
            _ = try record.next(4, &blocks)
            return (.other(type.basic == .fifo ? .fifo : .socket), try record.attributes(type, &blocks))
        }
    }

    private func readDirectory<Source: ByteSource & ~Copyable>(
        _ type: InodeType, _ record: inout Record, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> (DecodedInode.Kind, UInt32) {
        let block: UInt32, size: Int, offset: UInt16
        var set = AttributeTable.noSet
        var index: [DirectoryListing.Index] = []
        if type == .directory {
            var fields = try record.next(16, &blocks)
            block = fields.next()
            _ = fields.next(UInt32.self)
            size = Int(fields.next(UInt16.self))
            offset = fields.next()
        } else {
            var fields = try record.next(24, &blocks)
            _ = fields.next(UInt32.self)
            size = Int(fields.next(UInt32.self))
            block = fields.next()
            _ = fields.next(UInt32.self)
            let count: UInt16 = fields.next()
            offset = fields.next()
            set = fields.next()
            for _ in 0..<count {
                var fields = try record.next(12, &blocks)
                let (place, start, last): (UInt32, UInt32, UInt32) = (fields.next(), fields.next(), fields.next())
                guard last < InodeOrder.longestName else { throw damage("a name in its index has \(last) bytes") }
                try budget.take(64 + Int(last))
                let name = try record.bytes(Int(last) + 1, &blocks)
                index.append(DirectoryListing.Index(offset: place, block: start, name: name))
            }
        }
        let directory = DecodedInode.Directory(
            start: MetadataReference(block: block, offset: offset), size: max(0, size - DirectoryListing.impliedSize),
            index: index)
        return (.directory(directory), set)
    }

    private func readFile<Source: ByteSource & ~Copyable>(
        _ type: InodeType, _ record: inout Record, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> (DecodedInode.Kind, UInt32) {
        let start: UInt64, size: UInt64, fragment: UInt32, offset: UInt32
        var set = AttributeTable.noSet
        if type == .file {
            var fields = try record.next(16, &blocks)
            start = UInt64(fields.next(UInt32.self))
            fragment = fields.next()
            offset = fields.next()
            size = UInt64(fields.next(UInt32.self))
        } else {
            var fields = try record.next(40, &blocks)
            start = fields.next()
            size = fields.next()
            _ = fields.next(UInt64.self)
            _ = fields.next(UInt32.self)
            fragment = fields.next()
            offset = fields.next()
            set = fields.next()
        }
        guard size <= Int64.max else { throw damage("its size is \(size)") }
        var layout = FileLayout(start: start)
        if fragment != InodeRecord.noFragment { layout.fragment = FragmentLocation(index: fragment, offset: offset) }
        try readBlocks(of: &layout, size: size, &record, &blocks, &budget)
        return (.file(size: size, layout), set)
    }

    private func readBlocks<Source: ByteSource & ~Copyable>(
        of layout: inout FileLayout, size: UInt64, _ record: inout Record, _ blocks: inout BlockReader<Source>,
        _ budget: inout MemoryBudget
    ) throws(SquashFSError) {
        let blockSize = Int(tables.superblock.blockSize)
        let count = Int(
            FileLayout.blockCount(size: size, blockSize: blockSize, hasFragment: layout.fragment != nil))
        // Lists grow by doubling.
        try budget.take(count > Int.max / 8 ? Int.max : 8 * count)
        var rest = count
        while rest > 0 {
            let taken = min(rest, 1024)
            var words = try record.next(4 * taken, &blocks)
            for _ in 0..<taken { layout.blocks.append(StoredSize(rawValue: words.next())) }
            rest -= taken
        }
        guard layout.blocks.allSatisfy({ $0.isValid(blockSize: blockSize) }) else {
            throw damage("one of its blocks is larger than \(blockSize) bytes")
        }
        let (end, overflow) = layout.start.addingReportingOverflow(layout.storedBytes)
        guard !overflow, layout.storedBytes == 0 || end <= tables.superblock.inodeTable else {
            throw damage("its data ends at \(end), behind the start of the inode table")
        }
        try check(layout.fragment, tail: Int(size % UInt64(blockSize)), &blocks)
    }

    private func check<Source: ByteSource & ~Copyable>(
        _ fragment: FragmentLocation?, tail: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) {
        guard let fragment else { return }
        guard tail > 0, Int(fragment.offset) + tail <= Int(tables.superblock.blockSize) else {
            throw damage("its end of \(tail) bytes does not fit into a fragment block")
        }
        _ = try tables.fragments.fragment(fragment.index, tables.superblock, &blocks)
    }
}

/// An inode's bytes, read as far as they are needed.
private struct Record {
    var cursor: MetadataCursor

    mutating func bytes<Source: ByteSource & ~Copyable>(
        _ count: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> [UInt8] {
        try cursor.next(count, &blocks)
    }

    mutating func next<Source: ByteSource & ~Copyable>(
        _ count: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> RecordReader {
        RecordReader(try cursor.next(count, &blocks)[...])
    }

    /// The last field of extended types.
    mutating func attributes<Source: ByteSource & ~Copyable>(
        _ type: InodeType, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> UInt32 {
        guard type.isExtended else { return AttributeTable.noSet }
        var fields = try next(4, &blocks)
        return fields.next()
    }
}

private func damage(_ what: String) -> SquashFSError { SquashFSError(.damaged, "the inode is damaged: \(what)") }

extension LookupIndex {
    /// A fragment block, checked.
    func fragment<Source: ByteSource & ~Copyable>(
        _ index: UInt32, _ superblock: Superblock, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> FragmentEntry {
        guard let record = try record(Int(index), &blocks) else {
            throw SquashFSError(.damaged, "there is no fragment block \(index)")
        }
        var reader = RecordReader(record[...])
        let entry = FragmentEntry(start: reader.next(), stored: StoredSize(rawValue: reader.next()))
        let (end, overflow) = entry.start.addingReportingOverflow(UInt64(entry.stored.bytes))
        guard entry.stored.isValid(blockSize: Int(superblock.blockSize)), !entry.stored.isSparse, !overflow,
            end <= superblock.inodeTable
        else { throw SquashFSError(.damaged, "fragment block \(index) is outside of the data") }
        return entry
    }
}
