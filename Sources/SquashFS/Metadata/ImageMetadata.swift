package import RootTree

/// Everything in an image that is not file data.
///
/// Tables stand in the order in which the kernel expects them: inodes, directories, fragments, export table, IDs,
/// attributes. Each ends where the next starts.
package struct ImageMetadata: Equatable, Sendable {
    package let superblock: Superblock
    /// What stands at offset 0: the superblock and the compressor's options, `ImageOptions.dataStart` bytes.
    package let head: [UInt8]
    /// What stands behind the data, with the zeros that fill the last 4 KiB.
    package let tables: [UInt8]

    /// Loop devices and some kernels read in units of 4 KiB.
    static let padding = 4096

    /// - Parameters:
    ///   - layouts: where each regular file's bytes are, by node; nil for other nodes and empty files.
    ///   - fragments: the fragment blocks that `layouts` point to.
    ///   - offset: where the tables will stand in the image: the end of the data.
    package static func encode(
        _ tree: RootTree, layouts: [FileLayout?], fragments: [FragmentEntry], at offset: UInt64, options: ImageOptions
    ) throws(SquashFSError) -> ImageMetadata {
        try options.check()
        guard offset >= options.dataStart, offset <= Int64.max else {
            throw SquashFSError(.invalidLayout, "tables cannot stand at offset \(offset)")
        }
        let check = LayoutCheck(
            layouts: layouts, fragmentCount: fragments.count, blockSize: options.blockSize,
            data: options.dataStart..<offset)
        try check.check(fragments)
        let inodes = try InodeTableWriter.write(tree, check, options.compression)
        var assembly = TableAssembly(options, at: offset)
        assembly.appendInodes(inodes.inodes.bytes, inodes.directories.bytes, places: inodes.places)
        try assembly.append(fragments: fragments)
        if options.isExportable { try assembly.appendExport(inodes.places) }
        try assembly.append(ids: inodes.ids.ids)
        try assembly.appendAttributes(inodes.attributes.entries.bytes, sets: inodes.attributes.sets)
        return assembly.finish()
    }

    fileprivate init(superblock: Superblock, options: ImageOptions, tables: [UInt8]) {
        self.superblock = superblock
        head = superblock.encoded + options.compressorOptions
        let rest = Int(superblock.bytesUsed % UInt64(Self.padding))
        self.tables = tables + [UInt8](repeating: 0, count: rest == 0 ? 0 : Self.padding - rest)
    }
}

/// Puts tables one behind the other and notes where they start.
private struct TableAssembly {
    private let options: ImageOptions
    private let offset: UInt64
    private var superblock: Superblock
    private var bytes: [UInt8] = []

    init(_ options: ImageOptions, at offset: UInt64) {
        self.options = options
        self.offset = offset
        var flags: Superblock.Flags = options.compression == .none ? .rawEverything : []
        if !options.usesFragments { flags.insert(.noFragments) }
        if options.deduplicates { flags.insert(.deduplicated) }
        if options.isExportable { flags.insert(.exportable) }
        if options.compression.options != nil { flags.insert(.compressorOptions) }
        superblock = Superblock(
            inodes: 0, modified: UInt32(clamping: options.modified), blockSize: UInt32(options.blockSize), fragments: 0,
            compressor: options.compression.identifier, flags: flags, ids: 0,
            root: MetadataReference(block: 0, offset: 0), bytesUsed: 0, idTable: 0, inodeTable: 0, directoryTable: 0)
    }

    private var end: UInt64 { offset + UInt64(bytes.count) }

    /// - Parameter places: where the inodes start, the root's last.
    mutating func appendInodes(_ inodes: [UInt8], _ directories: [UInt8], places: [MetadataReference]) {
        superblock.inodes = UInt32(places.count)
        superblock.root = places.last ?? superblock.root
        superblock.inodeTable = end
        bytes += inodes
        superblock.directoryTable = end
        bytes += directories
    }

    private mutating func append(
        _ records: [UInt8], header: [UInt8] = []
    ) throws(SquashFSError) -> UInt64 {
        let table = try LookupTable(records, at: end, header: header, compression: options.compression)
        bytes += table.bytes
        return table.start
    }

    mutating func append(fragments: [FragmentEntry]) throws(SquashFSError) {
        guard !fragments.isEmpty else { return }
        var records: [UInt8] = []
        for fragment in fragments {
            records.append(littleEndian: fragment.start)
            records.append(littleEndian: fragment.stored.rawValue)
            records.append(littleEndian: UInt32(0))
        }
        superblock.fragments = UInt32(fragments.count)
        superblock.fragmentTable = try append(records)
    }

    mutating func appendExport(_ places: [MetadataReference]) throws(SquashFSError) {
        var records: [UInt8] = []
        for place in places { records.append(littleEndian: place.rawValue) }
        superblock.exportTable = try append(records)
    }

    mutating func append(ids: [UInt32]) throws(SquashFSError) {
        var records: [UInt8] = []
        for id in ids { records.append(littleEndian: id) }
        superblock.ids = UInt16(ids.count)
        superblock.idTable = try append(records)
    }

    /// The table of sets says where the entries start and how many sets there are (`struct squashfs_xattr_id_table`).
    mutating func appendAttributes(_ entries: [UInt8], sets: [UInt8]) throws(SquashFSError) {
        guard !sets.isEmpty else {
            superblock.flags.insert(.noAttributes)
            return
        }
        var header: [UInt8] = []
        header.append(littleEndian: end)
        header.append(littleEndian: UInt32(sets.count / AttributeTable.setSize))
        header.append(littleEndian: UInt32(0))
        bytes += entries
        superblock.attributeTable = try append(sets, header: header)
    }

    mutating func finish() -> ImageMetadata {
        superblock.bytesUsed = end
        return ImageMetadata(superblock: superblock, options: options, tables: bytes)
    }
}
