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

/// An inode's bytes, read as far as they are needed.
struct InodeBytes {
    var cursor: MetadataCursor

    mutating func bytes<Source: ImageSource & ~Copyable>(
        _ count: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> [UInt8] {
        try cursor.next(count, &blocks)
    }

    mutating func next<Source: ImageSource & ~Copyable>(
        _ count: Int, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> RecordReader {
        RecordReader(try cursor.next(count, &blocks)[...])
    }

    /// The last field of extended types.
    mutating func attributes<Source: ImageSource & ~Copyable>(
        _ type: InodeType, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> UInt32 {
        guard type.isExtended else { return AttributeTable.noSet }
        var fields = try next(4, &blocks)
        return fields.next()
    }
}

extension SquashFSError {
    static func damagedInode(_ what: String) -> SquashFSError {
        SquashFSError(.damaged, "the inode is damaged: \(what)")
    }
}
