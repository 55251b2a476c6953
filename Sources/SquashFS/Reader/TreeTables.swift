import RootTree

/// The tables that inodes point to.
struct TreeTables {
    let superblock: Superblock
    let fragments: LookupIndex
    let ids: [UInt32]
    /// nil where the image has none.
    let export: LookupIndex?
    let attributeSets: LookupIndex?
    /// Where the entries of extended attributes start in the image.
    let attributeEntries: UInt64

    /// Bytes of the record before the places of the attribute sets.
    private static let attributeHeader = 16

    init<Source: ImageSource & ~Copyable>(
        _ superblock: Superblock, _ fragments: LookupIndex, _ blocks: inout BlockReader<Source>,
        _ budget: inout MemoryBudget
    ) throws(SquashFSError) {
        self.superblock = superblock
        self.fragments = fragments
        let end = superblock.bytesUsed
        let idTable = try LookupIndex(
            "ID table", count: UInt32(superblock.ids), recordSize: 4, start: superblock.idTable, end: end, blocks,
            &budget)
        var ids: [UInt32] = []
        for index in 0..<idTable.count {
            guard let record = try idTable.record(index, &blocks) else { break }
            var reader = RecordReader(record[...])
            ids.append(reader.next())
        }
        self.ids = ids
        var export: LookupIndex?
        if superblock.exportTable != Superblock.missing {
            export = try LookupIndex(
                "export table", count: superblock.inodes, recordSize: 8, start: superblock.exportTable, end: end,
                blocks,
                &budget)
        }
        self.export = export
        guard superblock.attributeTable != Superblock.missing else {
            (attributeSets, attributeEntries) = (nil, end)
            return
        }
        let header = try blocks.bytes(Self.attributeHeader, at: superblock.attributeTable)
        var reader = RecordReader(header[...])
        attributeEntries = reader.next()
        let start = superblock.attributeTable + UInt64(Self.attributeHeader)
        let sets = try LookupIndex(
            "attribute table", count: reader.next(), recordSize: AttributeTable.setSize, start: start, end: end, blocks,
            &budget)
        guard attributeEntries <= sets.firstBlock else {
            throw SquashFSError(.damaged, "the attribute table is damaged: its entries start at \(attributeEntries)")
        }
        attributeSets = sets
    }

    /// Where metadata blocks of directories must have ended.
    var directoryEnd: UInt64 { min(superblock.fragmentTable, superblock.exportTable, superblock.idTable) }
}
