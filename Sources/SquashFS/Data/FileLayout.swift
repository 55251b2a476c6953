/// Where a regular file's bytes are in the image.
///
/// A file is cut into blocks of the image's block size. Its blocks lie one behind the other from `start`, without gaps.
/// The rest of a file whose size is no multiple of the block size is either a last, shorter block or part of a fragment
/// block; a file with a fragment therefore has `size / blockSize` blocks, another one as many as its size needs.
package struct FileLayout: Equatable, Sendable {
    /// Offset in the image of the first stored block; 0 where no block is stored.
    package var start: UInt64
    package var blocks: [StoredSize]
    package var fragment: FragmentLocation?

    package init(start: UInt64 = 0, blocks: [StoredSize] = [], fragment: FragmentLocation? = nil) {
        self.start = start
        self.blocks = blocks
        self.fragment = fragment
    }

    /// Bytes that the blocks take in the image; the fragment is not counted.
    package var storedBytes: UInt64 { blocks.reduce(0) { $0 + UInt64($1.bytes) } }

    /// Bytes of the file that sparse blocks stand for.
    package func sparseBytes(size: UInt64, blockSize: Int) -> UInt64 {
        var sparse: UInt64 = 0
        for (index, block) in blocks.enumerated() where block.isSparse {
            sparse += min(UInt64(blockSize), size - UInt64(index) * UInt64(blockSize))
        }
        return sparse
    }

    /// How many blocks a file of `size` bytes has.
    static func blockCount(size: UInt64, blockSize: Int, hasFragment: Bool) -> UInt64 {
        let (whole, rest) = size.quotientAndRemainder(dividingBy: UInt64(blockSize))
        return whole + (rest > 0 && !hasFragment ? 1 : 0)
    }
}

/// A file's end in a fragment block.
package struct FragmentLocation: Hashable, Sendable {
    /// The place in the fragment table.
    package let index: UInt32
    /// Where the end starts in the block's content.
    package let offset: UInt32

    package init(index: UInt32, offset: UInt32) {
        self.index = index
        self.offset = offset
    }
}

/// A fragment block in the image: an entry of the fragment table.
///
///     | offset in the image, 64 bits | stored size, 32 bits | 0, 32 bits |
///
/// Source: fs/squashfs/squashfs_fs.h (`struct squashfs_fragment_entry`).
package struct FragmentEntry: Hashable, Sendable {
    static let size = 16

    package let start: UInt64
    package let stored: StoredSize

    package init(start: UInt64, stored: StoredSize) {
        self.start = start
        self.stored = stored
    }
}
