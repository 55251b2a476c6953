import RootTree

/// An inode's bytes in the inode table.
///
///     all:    | type, 16 bits | mode, 16 | user, 16 | group, 16 | modified, 32 | number, 32 |
///
/// Behind that, by type (numbers in brackets are bits, `*` fields are only in the extended type):
///
///     directory:          block (32) links (32) size (16) offset (16) parent (32)
///     extended directory: links (32) size (32) block (32) parent (32) indexes (16) offset (16) attributes (32)
///                         then each index: offset (32) block (32) bytes of the name - 1 (32) name
///     file:               start (32) fragment (32) offset (32) size (32), stored sizes (32 each)
///     extended file:      start (64) size (64) sparse bytes (64) links (32) fragment (32) offset (32)
///                         attributes (32), stored sizes (32 each)
///     symbolic link:      links (32) bytes of the target (32) target *attributes (32)
///     device:             links (32) device (32) *attributes (32)
///     fifo, socket:       links (32) *attributes (32)
///
/// Source: fs/squashfs/squashfs_fs.h (`struct squashfs_base_inode` and those behind it).
struct InodeRecord {
    /// What all inodes have.
    struct Common {
        let mode: UInt16
        /// Places in the ID table.
        let user: UInt16
        let group: UInt16
        let modified: UInt32
        let number: UInt32
        let links: UInt32
        /// The number of the set of extended attributes.
        let attributes: UInt32

        var hasAttributes: Bool { attributes != AttributeTable.noSet }
    }

    static let noFragment = UInt32.max

    let type: InodeType
    private(set) var bytes: [UInt8] = []

    private init(_ type: InodeType, extended: Bool, _ common: Common) {
        self.type = type.extended(extended)
        for number in [self.type.rawValue, common.mode, common.user, common.group] {
            bytes.append(littleEndian: number)
        }
        append(common.modified, common.number)
    }

    private mutating func append(_ numbers: UInt32...) { for number in numbers { bytes.append(littleEndian: number) } }

    /// - Parameter parent: the number of the directory's directory.
    static func directory(_ listing: DirectoryListing, parent: UInt32, _ common: Common) -> InodeRecord {
        let size = listing.size + DirectoryListing.impliedSize
        let isExtended = common.hasAttributes || !listing.index.isEmpty || size > UInt16.max
        var record = InodeRecord(.directory, extended: isExtended, common)
        let block = UInt32(listing.start.block)
        guard isExtended else {
            record.append(block, common.links)
            record.bytes.append(littleEndian: UInt16(size))
            record.bytes.append(littleEndian: listing.start.offset)
            record.append(parent)
            return record
        }
        record.append(common.links, UInt32(size), block, parent)
        record.bytes.append(littleEndian: UInt16(listing.index.count))
        record.bytes.append(littleEndian: listing.start.offset)
        record.append(common.attributes)
        for index in listing.index {
            record.append(index.offset, index.block, UInt32(index.name.count - 1))
            record.bytes += index.name
        }
        return record
    }

    static func file(size: UInt64, _ layout: FileLayout, blockSize: Int, _ common: Common) -> InodeRecord {
        let sparse = layout.sparseBytes(size: size, blockSize: blockSize)
        let isExtended =
            common.hasAttributes || common.links > 1 || sparse > 0 || size > UInt32.max || layout.start > UInt32.max
        var record = InodeRecord(.file, extended: isExtended, common)
        let fragment = (layout.fragment?.index ?? noFragment, layout.fragment?.offset ?? 0)
        if isExtended {
            for number in [layout.start, size, sparse] { record.bytes.append(littleEndian: number) }
            record.append(common.links, fragment.0, fragment.1, common.attributes)
        } else {
            record.append(UInt32(layout.start), fragment.0, fragment.1, UInt32(size))
        }
        record.bytes.reserveCapacity(record.bytes.count + 4 * layout.blocks.count)
        for block in layout.blocks { record.bytes.append(littleEndian: block.rawValue) }
        return record
    }

    static func symbolicLink(_ target: [UInt8], _ common: Common) -> InodeRecord {
        var record = InodeRecord(.symbolicLink, extended: common.hasAttributes, common)
        record.append(common.links, UInt32(target.count))
        record.bytes += target
        if common.hasAttributes { record.append(common.attributes) }
        return record
    }

    /// - Parameter type: block or character device.
    static func device(_ type: InodeType, encoded: UInt32, _ common: Common) -> InodeRecord {
        var record = InodeRecord(type, extended: common.hasAttributes, common)
        record.append(common.links, encoded)
        if common.hasAttributes { record.append(common.attributes) }
        return record
    }

    /// - Parameter type: fifo or socket.
    static func pipe(_ type: InodeType, _ common: Common) -> InodeRecord {
        var record = InodeRecord(type, extended: common.hasAttributes, common)
        record.append(common.links)
        if common.hasAttributes { record.append(common.attributes) }
        return record
    }
}
