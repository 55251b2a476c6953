package import RootTree

/// What became of a regular file's bytes.
struct PackedFile {
    let size: UInt64
    /// The blocks of a file that has at least one whole block; nil stands for a block of zeros.
    var blocks: [BlockNumber?] = []
    /// All bytes of a file that is smaller than a block; nil for other files.
    var small: KeptBytes?
}

/// A file of a segment, in the order in which the segment holds its data.
package struct SegmentFile: Sendable {
    package let source: ContentSource
    package let path: [UInt8]
    /// A number that depends on the file's path alone.
    private let pathHash: UInt64

    package init(source: ContentSource, path: [UInt8]) {
        self.source = source
        self.path = path
        // FNV-1a, then the end of MurmurHash3, without which the high bits of short paths differ little.
        var hash = path.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        pathHash = hash ^ (hash >> 33)
    }

    /// Whether a block of small files, or a group of blocks, is to end behind this file. By the path and the size alone,
    /// one file in so many is chosen that ends are `distance` bytes apart on average. A change of one file therefore
    /// moves only what follows up to the next end.
    func isEnd(_ kind: EndKind, size: Int, distance: Int) -> Bool {
        let fraction = kind == .block ? pathHash & 0xFFFF_FFFF : pathHash >> 32
        return fraction < UInt64(size) * (1 << 32) / UInt64(distance)
    }

    enum EndKind {
        case block, group
    }
}
