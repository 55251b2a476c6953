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
    /// A number that depends on the file's path alone. Blocks of small files and the segment's groups end behind some
    /// files that it chooses, so that a change of one file moves little of what follows.
    package let pathHash: UInt32

    package init(source: ContentSource, path: [UInt8]) {
        self.source = source
        // FNV-1a, 32 bits.
        pathHash = path.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
