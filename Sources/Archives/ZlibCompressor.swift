import CZlib

/// A deflate context that writes zlib streams (RFC 1950), used again for each block. One thread at a time.
///
/// Source: zlib.h (`deflateInit2`, `deflateReset`).
package struct ZlibCompressor: ~Copyable {
    /// zlib keeps the address of its stream, so the stream must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    private init(stream: UnsafeMutablePointer<z_stream>) { self.stream = stream }

    /// - Parameter level: 1 (fast) to 9 (small).
    package static func open(level: Int) throws(CodecFailure) -> ZlibCompressor {
        guard (1...9).contains(level) else { throw .zlib(Z_STREAM_ERROR, "there is no level \(level); use 1 to 9") }
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream, Int32(level), Z_DEFLATED, MAX_WBITS, 9, Z_DEFAULT_STRATEGY, zlibVersion(),
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw .zlib(status, "zlib cannot start")
        }
        return ZlibCompressor(stream: stream)
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// One zlib stream for `input`.
    /// - Returns: the stream's size in bytes; nil where it does not fit into `output`, whose bytes are then undefined.
    package func compress(
        _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) throws(CodecFailure) -> Int? {
        guard output.count > 0 else { return nil }
        let status = deflateReset(stream)
        guard status == Z_OK else { throw .zlib(status, "zlib cannot start again") }
        try stream.pointee.connect(input, output)
        switch deflate(stream, Z_FINISH) {
        case Z_STREAM_END: return output.count - Int(stream.pointee.avail_out)
        case Z_OK, Z_BUF_ERROR: return nil
        case let status: throw .zlib(status, "zlib cannot compress")
        }
    }
}

extension z_stream {
    /// Points the stream at buffers that live until the call into zlib has returned. The input is only read.
    mutating func connect(
        _ input: UnsafeRawBufferPointer, _ output: UnsafeMutableRawBufferPointer
    ) throws(CodecFailure) {
        guard let inputCount = UInt32(exactly: input.count), let outputCount = UInt32(exactly: output.count) else {
            throw .zlib(Z_BUF_ERROR, "a block has more than \(UInt32.max) bytes")
        }
        next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        avail_in = inputCount
        next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        avail_out = outputCount
    }
}
