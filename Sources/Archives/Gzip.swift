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
        guard bytes.count <= largestInput else { throw tooLarge }
        var stream = z_stream()
        let version = zlibVersion()
        let status = deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY, version,
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw Failure(code: status, reason: "zlib cannot start") }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        var consumed = 0
        let result = step(&stream, bytes, &consumed, &output) { deflate(&$0, Z_FINISH) }
        guard result == Z_STREAM_END else { throw Failure(code: result, reason: "zlib cannot compress") }
        return Array(output[..<Int(stream.total_out)])
    }

    /// The bytes behind the gzip members in `bytes`, one after the other (as `gzip -d` reads files that were joined).
    /// - Parameter limit: the most bytes that may come out; more is an error (a bomb).
    package static func decompress(_ bytes: [UInt8], limit: Int) throws(Failure) -> [UInt8] {
        guard bytes.count <= largestInput else { throw tooLarge }
        var stream = z_stream()
        let status = inflateInit2_(&stream, MAX_WBITS + 16, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { throw Failure(code: status, reason: "zlib cannot start") }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        var consumed = 0
        while true {
            let status = step(&stream, bytes, &consumed, &chunk) { inflate(&$0, Z_NO_FLUSH) }
            let produced = chunk.count - Int(stream.avail_out)
            guard produced <= limit - result.count else {
                throw Failure(code: Z_BUF_ERROR, reason: "more than \(limit) bytes come out of the gzip data")
            }
            result.append(contentsOf: chunk[..<produced])
            switch status {
            case Z_OK where produced > 0 || consumed < bytes.count: break
            case Z_STREAM_END where consumed == bytes.count: return result
            case Z_STREAM_END: inflateReset(&stream)
            default: throw Failure(code: status, reason: "the gzip data is damaged or cut off")
            }
        }
    }

    /// zlib counts its input in 32 bits.
    private static let largestInput = Int(UInt32.max)
    private static var tooLarge: Failure { Failure(code: Z_BUF_ERROR, reason: "more than \(largestInput) bytes go in") }

    /// Runs zlib once, from `consumed` on, which moves past what it has read. The input is only read.
    private static func step(
        _ stream: inout z_stream, _ input: [UInt8], _ consumed: inout Int, _ output: inout [UInt8],
        _ run: (inout z_stream) -> Int32
    ) -> Int32 {
        input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                let rest = UnsafeBufferPointer(rebasing: source[consumed...])
                stream.next_in = UnsafeMutablePointer(mutating: rest.baseAddress)
                stream.avail_in = UInt32(rest.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                let status = run(&stream)
                consumed = source.count - Int(stream.avail_in)
                return status
            }
        }
    }
}
