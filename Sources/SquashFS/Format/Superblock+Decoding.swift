extension Superblock {
    /// Takes 96 bytes apart and checks what can be checked without the rest of the image.
    /// - Parameter size: the bytes that the source has.
    init(decoding bytes: [UInt8], size: UInt64) throws(SquashFSError) {
        var record = RecordReader(bytes[...])
        guard bytes.count == Self.size, record.next() == Self.magic else {
            throw SquashFSError(.notSquashFS, "this is no SquashFS image: it does not start with \"hsqs\"")
        }
        inodes = record.next()
        modified = record.next()
        blockSize = record.next()
        fragments = record.next()
        compressor = record.next()
        let log: UInt16 = record.next()
        flags = Flags(rawValue: record.next())
        ids = record.next()
        let version: (UInt16, UInt16) = (record.next(), record.next())
        root = MetadataReference(rawValue: record.next())
        bytesUsed = record.next()
        idTable = record.next()
        attributeTable = record.next()
        inodeTable = record.next()
        directoryTable = record.next()
        fragmentTable = record.next()
        exportTable = record.next()
        guard version == (4, 0) else {
            throw SquashFSError(
                .unsupportedVersion, "this is a SquashFS \(version.0).\(version.1) image; only 4.0 can be read")
        }
        guard (4096...1 << 20).contains(blockSize), blockSize == 1 << UInt32(min(log, 31)) else {
            throw damage("the block size is \(blockSize), with a logarithm of \(log)")
        }
        guard bytesUsed <= size else {
            throw damage("it needs \(bytesUsed) bytes and has \(size): it is cut off")
        }
        try checkTables()
    }

    /// Tables stand in this order, so the start of the next bounds each.
    private func checkTables() throws(SquashFSError) {
        guard inodes > 0, ids > 0 else { throw damage("it has no inodes or no IDs") }
        var previous: (name: String, start: UInt64) = ("superblock", UInt64(Self.size))
        for (name, start, isOptional) in [
            ("inode table", inodeTable, false), ("directory table", directoryTable, false),
            ("fragment table", fragmentTable, true), ("export table", exportTable, true),
            ("ID table", idTable, false), ("attribute table", attributeTable, true), ("end", bytesUsed, false),
        ] where !(isOptional && start == Self.missing) {
            guard start >= previous.start else { throw damage("the \(name) starts before the \(previous.name)") }
            previous = (name, start)
        }
        guard fragments == 0 || fragmentTable != Self.missing else { throw damage("the fragment table is missing") }
    }

    private func damage(_ what: String) -> SquashFSError {
        SquashFSError(.damaged, "the image's superblock is damaged: \(what)")
    }
}
