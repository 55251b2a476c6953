/// How an image is to be made.
package struct ImageOptions: Hashable, Sendable {
    package var compression: Compression
    /// Bytes of file data per block: a power of two, 4 KiB to 1 MiB.
    package var blockSize: Int
    /// Seconds since 1970-01-01T00:00:00Z, 0 to 2^32 - 1.
    package var modified: Int64
    /// Whether the ends of files share blocks.
    package var usesFragments: Bool
    /// Whether files with the same bytes share blocks.
    package var deduplicates: Bool
    /// Whether the image holds the table that NFS servers need.
    package var isExportable: Bool

    package init(
        compression: Compression = .zstd(level: 3), blockSize: Int = 128 << 10, modified: Int64 = 0,
        usesFragments: Bool = true, deduplicates: Bool = true, isExportable: Bool = true
    ) {
        self.compression = compression
        self.blockSize = blockSize
        self.modified = modified
        self.usesFragments = usesFragments
        self.deduplicates = deduplicates
        self.isExportable = isExportable
    }

    /// Where file data may start: behind the superblock and the compressor's options.
    package var dataStart: UInt64 { UInt64(Superblock.size + compressorOptions.count) }

    /// The options as one metadata block that is stored as it is; empty where they need not be said.
    var compressorOptions: [UInt8] {
        guard let options = compression.options else { return [] }
        var block: [UInt8] = []
        block.append(littleEndian: MetadataWriter.rawBit | UInt16(options.count))
        return block + options
    }

    package func check() throws(SquashFSError) {
        try compression.check()
        guard (4 << 10...1 << 20).contains(blockSize), blockSize & (blockSize - 1) == 0 else {
            throw SquashFSError(
                .invalidOption, "the block size is \(blockSize) bytes; use a power of two from 4096 to 1048576")
        }
        guard UInt32(exactly: modified) != nil else {
            throw SquashFSError(
                .timeOutOfRange, "the image's time is \(modified); SquashFS holds 0 (1970) to \(UInt32.max) (2106)")
        }
    }
}
