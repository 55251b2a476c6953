import Archives

/// The context of an image's compressor, for reading. One thread at a time.
struct BlockDecompressor: ~Copyable {
    private enum Context: ~Copyable {
        case zstd(ZstdDecompressor)
        case zlib(ZlibDecompressor)
    }

    private let context: Context

    private init(context: consuming Context) { self.context = context }

    /// - Parameter compressor: the number in the superblock.
    static func open(compressor: UInt16) throws(SquashFSError) -> BlockDecompressor {
        let name = CompressorName(rawValue: compressor)
        do throws(CodecFailure) {
            if name == .zstd { return BlockDecompressor(context: .zstd(try ZstdDecompressor.open())) }
            if name == .gzip { return BlockDecompressor(context: .zlib(try ZlibDecompressor.open())) }
        } catch { throw SquashFSError(.codec, "\(error)") }
        throw unsupported(compressor, name)
    }

    private static func unsupported(_ compressor: UInt16, _ name: CompressorName?) -> SquashFSError {
        let name = name.map { "\($0)" } ?? "number \(compressor)"
        return SquashFSError(
            .unsupportedCompressor,
            "the image is compressed with \(name); only gzip and zstd can be read. Make it again with one of them")
    }

    /// - Returns: the bytes written.
    func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CodecFailure) -> Int {
        switch context {
        case .zstd(let decompressor): try decompressor.decompress(input, into: output)
        case .zlib(let decompressor): try decompressor.decompress(input, into: output)
        }
    }
}
