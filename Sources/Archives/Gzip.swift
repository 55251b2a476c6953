import CZlib

/// Gzip in memory, with a header that holds no time and no name, so that the same input gives the same bytes.
///
/// Source: RFC 1952; zlib.h (`deflateInit2` with 16 added to the window bits).
package enum Gzip {
    package struct Failure: Error, Equatable {
        /// zlib's return code.
        package let code: Int32
        package let reason: String
    }

    /// `bytes` compressed at zlib's best level.
    package static func compress(_ bytes: [UInt8]) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        let version = zlibVersion()
        let status = deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY, version,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw Failure(code: status, reason: "zlib cannot start") }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let result = run(&stream, bytes, &output) { deflate(&$0, Z_FINISH) }
        guard result == Z_STREAM_END else { throw Failure(code: result, reason: "zlib cannot compress") }
        return Array(output[..<Int(stream.total_out)])
    }

    /// The bytes behind one gzip member.
    /// - Parameter limit: the most bytes that may come out; more is an error (a bomb).
    package static func decompress(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        var stream = z_stream()
        let status = inflateInit2_(&stream, MAX_WBITS + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw Failure(code: status, reason: "zlib cannot start") }
        defer { inflateEnd(&stream) }
        var capacity = min(limit + 1, max(1024, bytes.count * 4))
        while true {
            var output = [UInt8](repeating: 0, count: capacity)
            inflateReset(&stream)
            let result = run(&stream, bytes, &output) { inflate(&$0, Z_FINISH) }
            if result == Z_STREAM_END, stream.total_out <= limit { return Array(output[..<Int(stream.total_out)]) }
            let isFull = result == Z_STREAM_END || (stream.avail_out == 0 && (result == Z_BUF_ERROR || result == Z_OK))
            guard isFull else { throw Failure(code: result, reason: "the gzip data is damaged or cut off") }
            guard capacity <= limit else {
                throw Failure(code: Z_BUF_ERROR, reason: "more than \(limit) bytes come out of the gzip data")
            }
            capacity = min(limit + 1, capacity * 4)
        }
    }

    private static func run(
        _ stream: inout z_stream, _ input: [UInt8], _ output: inout [UInt8], _ step: (inout z_stream) -> Int32
    ) -> Int32 {
        var input = input
        return input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return step(&stream)
            }
        }
    }
}
