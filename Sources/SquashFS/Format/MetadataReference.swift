/// Where a record starts in a table of metadata blocks.
///
///      63        48 47                          16 15             0
///     |   unused   | block: offset in the table   | offset in block |
///
/// Source: fs/squashfs/squashfs_fs.h (`SQUASHFS_MKINODE`). The kernel reads the block's offset as 32 bits.
package struct MetadataReference: Hashable, Sendable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// - Parameters:
    ///   - block: offset of the metadata block's header from the table's start, in the image.
    ///   - offset: offset in the block's content, 0 to 8191.
    package init(block: UInt32, offset: UInt16) { rawValue = UInt64(block) << 16 | UInt64(offset) }

    package var block: UInt64 { rawValue >> 16 }
    package var offset: UInt16 { UInt16(truncatingIfNeeded: rawValue) }
}
