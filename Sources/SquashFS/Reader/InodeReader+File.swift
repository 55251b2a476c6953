import RootTree

/// Regular files: where their bytes are.
extension InodeReader {
    func readFile<Source: ImageSource & ~Copyable>(
        _ type: InodeType, _ record: inout InodeBytes, _ blocks: inout BlockReader<Source>, _ budget: inout MemoryBudget
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
        guard size <= Int64.max else { throw .damagedInode("its size is \(size)") }
        var layout = FileLayout(start: start)
        if fragment != InodeRecord.noFragment { layout.fragment = FragmentLocation(index: fragment, offset: offset) }
        try readBlocks(of: &layout, size: size, &record, &blocks, &budget)
        return (.file(size: size, layout), set)
    }

    private func readBlocks<Source: ImageSource & ~Copyable>(
        of layout: inout FileLayout, size: UInt64, _ record: inout InodeBytes, _ blocks: inout BlockReader<Source>,
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
            throw .damagedInode("one of its blocks is larger than \(blockSize) bytes")
        }
        let (end, overflow) = layout.start.addingReportingOverflow(layout.storedBytes)
        guard !overflow, layout.storedBytes == 0 || end <= tables.superblock.inodeTable else {
            throw .damagedInode("its data ends at \(end), behind the start of the inode table")
        }
        try check(layout.fragment, tail: Int(size % UInt64(blockSize)), &blocks)
    }

    private func check<Source: ImageSource & ~Copyable>(
        _ fragment: FragmentLocation?, tail: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) {
        guard let fragment else { return }
        guard tail > 0, Int(fragment.offset) + tail <= Int(tables.superblock.blockSize) else {
            throw .damagedInode("its end of \(tail) bytes does not fit into a fragment block")
        }
        _ = try tables.fragments.fragment(fragment.index, tables.superblock, &blocks)
    }
}

extension LookupIndex {
    /// A fragment block, checked.
    func fragment<Source: ImageSource & ~Copyable>(
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
