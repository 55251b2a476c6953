import CZlib

/// An inflate context that reads zlib streams (RFC 1950), used again for each block. One thread at a time.
///
/// Source: zlib.h (`inflateInit2`, `inflateReset`).
package struct ZlibDecompressor: ~Copyable {
    /// zlib keeps the address of its stream, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    private init(stream: UnsafeMutablePointer<z_stream>) { self.stream = stream }

    package static func open() throws(CodecFailure) -> ZlibDecompressor {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = inflateInit2_(stream, MAX_WBITS, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw .zlib(status, "zlib cannot start")
        }
        return ZlibDecompressor(stream: stream)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// The content of the one zlib stream in `input`, which holds nothing else.
    /// - Returns: the bytes written; content that does not fit into `output` is an error.
    package func decompress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CodecFailure) -> Int {
        let status = inflateReset(stream)
        guard status == Z_OK else { throw .zlib(status, "zlib cannot start again") }
        try stream.pointee.connect(input, output)
        switch inflate(stream, Z_FINISH) {
        case Z_STREAM_END where stream.pointee.avail_in == 0: return output.count - Int(stream.pointee.avail_out)
        case Z_STREAM_END: throw .zlib(Z_DATA_ERROR, "bytes follow the end of the stream")
        case Z_BUF_ERROR where stream.pointee.avail_out == 0:
            throw .zlib(Z_BUF_ERROR, "more than \(output.count) bytes come out of the stream")
        case let status: throw .zlib(status, "the stream is damaged or cut off")
        }
    }
}
