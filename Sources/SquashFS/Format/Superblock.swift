/// The first 96 bytes of an image.
///
///      0 magic "hsqs"      4 inodes            8 time             12 block size
///     16 fragments        20 compressor, log2 of block size       24 flags, IDs      28 version 4, 0
///     32 root inode (64)                      40 bytes used (64)
///     48 ID table (64)                        56 attribute table (64)
///     64 inode table (64)                     72 directory table (64)
///     80 fragment table (64)                  88 export table (64)
///
/// Offsets are from the image's start; a table that is missing has all bits set.
/// Source: fs/squashfs/squashfs_fs.h (`struct squashfs_super_block`).
package struct Superblock: Equatable, Sendable {
    package static let size = 96
    static let magic: UInt32 = 0x7371_7368
    static let missing = UInt64.max

    package var inodes: UInt32
    /// Seconds since 1970-01-01T00:00:00Z.
    package var modified: UInt32
    /// A power of two, 4 KiB to 1 MiB.
    package var blockSize: UInt32
    package var fragments: UInt32
    package var compressor: UInt16
    package var flags: Flags
    package var ids: UInt16
    package var root: MetadataReference
    /// The image's size without padding.
    package var bytesUsed: UInt64
    package var idTable: UInt64
    package var attributeTable = missing
    package var inodeTable: UInt64
    package var directoryTable: UInt64
    package var fragmentTable = missing
    package var exportTable = missing

    /// Only `compressorOptions` tells a reader something; the rest says how the image was made.
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let rawInodes = Flags(rawValue: 0x1)
        package static let rawData = Flags(rawValue: 0x2)
        package static let rawFragments = Flags(rawValue: 0x8)
        package static let noFragments = Flags(rawValue: 0x10)
        package static let alwaysFragments = Flags(rawValue: 0x20)
        package static let deduplicated = Flags(rawValue: 0x40)
        package static let exportable = Flags(rawValue: 0x80)
        package static let rawAttributes = Flags(rawValue: 0x100)
        package static let noAttributes = Flags(rawValue: 0x200)
        package static let compressorOptions = Flags(rawValue: 0x400)
        package static let rawIDs = Flags(rawValue: 0x800)

        static let rawEverything: Flags = [.rawInodes, .rawData, .rawFragments, .rawAttributes, .rawIDs]
    }

    /// The superblock's bytes.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.size)
        for number in [Self.magic, inodes, modified, blockSize, fragments] { bytes.append(littleEndian: number) }
        let log = UInt16(blockSize.trailingZeroBitCount)
        for number in [compressor, log, flags.rawValue, ids, 4, 0] { bytes.append(littleEndian: number) }
        for number in [
            root.rawValue, bytesUsed, idTable, attributeTable, inodeTable, directoryTable, fragmentTable, exportTable,
        ] { bytes.append(littleEndian: number) }
        return bytes
    }
}
