/// How blocks of data and metadata are compressed.
package enum Compression: Hashable, Sendable {
    /// Level 1 (fast) to 22 (small).
    case zstd(level: Int)
    /// Level 1 (fast) to 9 (small). The image holds zlib streams.
    case gzip(level: Int)
    /// All blocks are stored as they are. Such an image names gzip as its compressor, which a kernel must have to mount
    /// it, though nothing is decompressed.
    case none

    /// The compressor's number in the superblock.
    var identifier: UInt16 {
        switch self {
        case .zstd: CompressorName.zstd.rawValue
        case .gzip, .none: CompressorName.gzip.rawValue
        }
    }

    /// What stands behind the superblock where the level is not the one that mksquashfs takes by itself.
    ///
    ///     gzip: | level, 32 bits | window size 15, 16 bits | strategies 0, 16 bits |
    ///     zstd: | level, 32 bits |
    ///
    /// Source: squashfs-tools' gzip_wrapper.h and zstd_wrapper.h; readers do not need it.
    var options: [UInt8]? {
        var options: [UInt8] = []
        switch self {
        case .zstd(15), .gzip(9), .none: return nil
        case .zstd(let level):
            options.append(littleEndian: UInt32(level))
        case .gzip(let level):
            options.append(littleEndian: UInt32(level))
            options.append(littleEndian: UInt16(15))
            options.append(littleEndian: UInt16(0))
        }
        return options
    }

    func check() throws(SquashFSError) {
        switch self {
        case .zstd(1...22), .gzip(1...9), .none: return
        case .zstd(let level): throw SquashFSError(.invalidOption, "zstd has no level \(level); use 1 to 22")
        case .gzip(let level): throw SquashFSError(.invalidOption, "gzip has no level \(level); use 1 to 9")
        }
    }
}

/// The compressors that an image may name.
///
/// Source: fs/squashfs/squashfs_fs.h (`ZLIB_COMPRESSION` to `ZSTD_COMPRESSION`).
package enum CompressorName: UInt16, Sendable {
    case gzip = 1
    case lzma, lzo, xz, lz4, zstd
}
