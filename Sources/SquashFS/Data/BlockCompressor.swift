import Archives

/// The context of the image's compressor. One thread at a time; each worker has its own.
package struct BlockCompressor: ~Copyable {
    private enum Context: ~Copyable {
        case zstd(ZstdCompressor)
        case zlib(ZlibCompressor)
        case none
    }

    private let context: Context

    private init(context: consuming Context) { self.context = context }

    package static func open(_ compression: Compression) throws(SquashFSError) -> BlockCompressor {
        do throws(CodecFailure) {
            return switch compression {
            case .zstd(let level): BlockCompressor(context: .zstd(try ZstdCompressor.open(level: level)))
            case .gzip(let level): BlockCompressor(context: .zlib(try ZlibCompressor.open(level: level)))
            case .none: BlockCompressor(context: .none)
            }
        } catch { throw SquashFSError(.codec, "\(error)") }
    }

    /// - Returns: the size of the compressed block; nil where it does not fit into `output` or nothing is compressed.
    func compress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(SquashFSError) -> Int? {
        do throws(CodecFailure) {
            return switch context {
            case .zstd(let compressor): try compressor.compress(input, into: output)
            case .zlib(let compressor): try compressor.compress(input, into: output)
            case .none: nil
            }
        } catch { throw SquashFSError(.codec, "\(error)") }
    }
}
