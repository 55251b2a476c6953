/// A table of records of one size that is read by index: metadata blocks, and behind them the place of each.
///
///     | metadata block | metadata block | ... | offset of block 0, 64 bits | offset of block 1, 64 bits | ... |
///
/// Source: Documentation/filesystems/squashfs.rst, sections 3.4 to 3.7.
struct LookupTable {
    /// Blocks and places.
    let bytes: [UInt8]
    /// Where the places start, in the image: what the superblock names.
    let start: UInt64

    /// - Parameters:
    ///   - offset: where the first metadata block will stand in the image.
    ///   - header: what stands before the places, which then is what the superblock names.
    init(
        _ records: [UInt8], at offset: UInt64, header: [UInt8] = [], compression: Compression
    ) throws(SquashFSError) {
        var writer = MetadataWriter(encoder: try BlockEncoder.open(compression))
        try writer.append(records)
        try writer.flush()
        start = offset + UInt64(writer.bytes.count)
        var bytes = writer.bytes + header
        for block in writer.blockStarts { bytes.append(littleEndian: offset + UInt64(block)) }
        self.bytes = bytes
    }
}
