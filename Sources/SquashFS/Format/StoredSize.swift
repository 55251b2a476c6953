/// The size word of a data block or fragment block in the image.
///
///      31      25   24    23                                       0
///     |   zero   |  raw  |  bytes in the image; 0 is a sparse block  |
///
/// Source: fs/squashfs/squashfs_fs.h (`SQUASHFS_COMPRESSED_BIT_BLOCK`, `squashfs_block_size`).
package struct StoredSize: Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// A whole block of zero bytes, of which nothing is stored.
    package static let sparse = StoredSize(rawValue: 0)

    /// - Parameter bytes: 1 to the file system's block size.
    package static func compressed(_ bytes: Int) -> StoredSize { StoredSize(rawValue: UInt32(bytes)) }

    /// - Parameter bytes: 1 to the file system's block size.
    package static func raw(_ bytes: Int) -> StoredSize { StoredSize(rawValue: UInt32(bytes) | rawBit) }

    private static let rawBit: UInt32 = 1 << 24

    package var isSparse: Bool { rawValue == 0 }
    package var isRaw: Bool { rawValue & Self.rawBit != 0 }
    package var bytes: Int { Int(rawValue & (Self.rawBit - 1)) }

    /// Whether a block of at most `blockSize` bytes can have this size.
    func isValid(blockSize: Int) -> Bool { rawValue >> 25 == 0 && bytes <= blockSize && (isSparse || bytes > 0) }
}
