import CZstd

/// A zstd compression context, used again for each block. One thread at a time.
///
/// A frame carries its content's size and no checksum. The bytes depend on the input, the level, the room for the
/// output and the library's version; never on what the context has done before.
///
/// Source: zstd.h (`ZSTD_compress2`); RFC 8878.
package struct ZstdCompressor: ~Copyable {
    private let context: OpaquePointer

    private init(context: OpaquePointer) { self.context = context }

    /// - Parameter level: from zstd's smallest (fastest, below 0) to its largest (22).
    package static func open(level: Int) throws(CodecFailure) -> ZstdCompressor {
        guard let context = ZSTD_createCCtx() else { throw .zstdOutOfMemory }
        let compressor = ZstdCompressor(context: context)
        guard let level = Int32(exactly: level), (ZSTD_minCLevel()...ZSTD_maxCLevel()).contains(level) else {
            throw CodecFailure(
                library: "zstd", code: Int(ZSTD_error_parameter_outOfBound.rawValue),
                reason: "there is no level \(level); use 1 to \(ZSTD_maxCLevel())")
        }
        for (parameter, value) in [(ZSTD_c_compressionLevel, level), (ZSTD_c_checksumFlag, 0)] {
            let result = ZSTD_CCtx_setParameter(context, parameter, value)
            guard ZSTD_isError(result) == 0 else { throw .zstd(result) }
        }
        return compressor
    }

    deinit { ZSTD_freeCCtx(context) }

    /// One frame for `input`.
    /// - Returns: the frame's size in bytes; nil where it does not fit into `output`, whose bytes are then undefined.
    package func compress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CodecFailure) -> Int? {
        let result = ZSTD_compress2(context, output.baseAddress, output.count, input.baseAddress, input.count)
        if ZSTD_isError(result) == 0 { return result }
        guard ZSTD_getErrorCode(result) == ZSTD_error_dstSize_tooSmall else { throw .zstd(result) }
        return nil
    }
}
