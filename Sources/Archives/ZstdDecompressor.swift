import CZstd

/// A zstd decompression context, used again for each block. One thread at a time.
///
/// Source: zstd.h (`ZSTD_decompressDCtx`); RFC 8878.
package struct ZstdDecompressor: ~Copyable {
    private let context: OpaquePointer

    private init(context: OpaquePointer) { self.context = context }

    package static func open() throws(CodecFailure) -> ZstdDecompressor {
        guard let context = ZSTD_createDCtx() else { throw .zstdOutOfMemory }
        return ZstdDecompressor(context: context)
    }

    deinit { ZSTD_freeDCtx(context) }

    /// The content of the frames in `input`, which holds nothing else.
    /// - Returns: the bytes written; content that does not fit into `output` is an error.
    package func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CodecFailure) -> Int {
        let result = ZSTD_decompressDCtx(context, output.baseAddress, output.count, input.baseAddress, input.count)
        guard ZSTD_isError(result) == 0 else { throw .zstd(result) }
        return result
    }
}
