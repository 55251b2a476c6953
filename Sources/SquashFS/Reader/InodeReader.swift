import RootTree

/// Takes inodes apart.
struct InodeReader: ~Copyable {
    let tables: TreeTables
    private var attributeSets: AttributeReader

    init(_ tables: TreeTables) {
        self.tables = tables
        attributeSets = AttributeReader(tables)
    }

    mutating func read<Source: ImageSource & ~Copyable>(
        _ reference: MetadataReference, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> DecodedInode {
        guard reference.rawValue >> 48 == 0 else { throw .damagedInode("its place is \(reference.rawValue)") }
        var record = InodeBytes(
            cursor: MetadataCursor(
                reference, table: tables.superblock.inodeTable, limit: tables.superblock.directoryTable))
        var common = try record.next(16, &blocks)
        guard let type = InodeType(rawValue: common.next()) else { throw .damagedInode("its type is unknown") }
        let (mode, user, group): (UInt16, UInt16, UInt16) = (common.next(), common.next(), common.next())
        let (modified, number): (UInt32, UInt32) = (common.next(), common.next())
        guard mode <= 0o7777, Int(user) < tables.ids.count, Int(group) < tables.ids.count else {
            throw .damagedInode("its mode or owner does not exist")
        }
        guard (1...tables.superblock.inodes).contains(number) else { throw .damagedInode("its number is \(number)") }
        try check(number, isAt: reference, &blocks)
        let (kind, set) = try readKind(type, &record, &blocks, &budget)
        let attributes = Attributes(
            mode: mode, user: tables.ids[Int(user)], group: tables.ids[Int(group)], modified: Int64(modified),
            extended: try attributeSets.read(set, &blocks, &budget))
        return DecodedInode(type: type, number: number, attributes: attributes, kind: kind)
    }

    /// The export table must say the same.
    private func check<Source: ImageSource & ~Copyable>(
        _ number: UInt32, isAt reference: MetadataReference, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) {
        guard let export = tables.export, let record = try export.record(Int(number) - 1, &blocks) else { return }
        var reader = RecordReader(record[...])
        guard reader.next() == reference.rawValue else {
            throw .damagedInode("the export table has another place for it")
        }
    }

    /// - Returns: what the inode is, and the number of its set of extended attributes.
    private func readKind<Source: ImageSource & ~Copyable>(
        _ type: InodeType, _ record: inout InodeBytes, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
    ) throws(SquashFSError) -> (DecodedInode.Kind, UInt32) {
        switch type {
        case .directory, .extendedDirectory: return try readDirectory(type, &record, &blocks, &budget)
        case .file, .extendedFile: return try readFile(type, &record, &blocks, &budget)
        case .symbolicLink, .extendedSymbolicLink:
            var fields = try record.next(8, &blocks)
            let (_, size): (UInt32, UInt32) = (fields.next(), fields.next())
            guard (1...UInt32(UInt16.max)).contains(size) else { throw .damagedInode("its target has \(size) bytes") }
            try budget.take(Int(size))
            let target = try record.bytes(Int(size), &blocks)
            guard !target.contains(0) else { throw .damagedInode("its target has a NUL") }
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

    private func readDirectory<Source: ImageSource & ~Copyable>(
        _ type: InodeType, _ record: inout InodeBytes, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
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
                guard last < InodeOrder.longestName else {
                    throw .damagedInode("a name in its index has \(last) bytes")
                }
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
}
