import Archives
import Values

/// Bytes inside a URL.
///
/// Source: RFC 2397; the choice of the encoding is Butane's (`base/util/url.go`), so that results compare.
package enum DataURL {
    /// The shortest of percent-encoded, base64 and, where allowed, gzipped base64 text.
    /// - Parameter compressing: whether gzip may be used; it must save more than its own mention.
    /// - Returns: `compression` is nil where the bytes are not compressed.
    package static func encode(_ bytes: [UInt8], compressing: Bool) -> (source: String, compression: String?) {
        let escapedCount = 1 + percentEncodedCount(bytes)
        let plainCount = min(escapedCount, base64Mark.utf8.count + Base64.encodedCount(bytes.count))
        if compressing, let gzip = try? Gzip.compress(bytes),
            base64Mark.utf8.count + Base64.encodedCount(gzip.count) + 4 < plainCount
        {
            return ("data:" + base64Mark + Base64.encode(gzip), "gzip")
        }
        return (escapedCount == plainCount ? percentEncoded(bytes) : "data:" + base64Mark + Base64.encode(bytes), nil)
    }

    /// The bytes of `source`, decompressed; nil where it is no data URL or the compression is another one.
    /// - Parameter limit: the most bytes that may come out of compressed data.
    package static func decode(_ source: String, compression: String?, limit: Int = 1 << 28) -> [UInt8]? {
        guard let bytes = content(of: source) else { return nil }
        switch compression {
        case nil, "": return bytes
        case "gzip": return try? Gzip.decompress(bytes, limit: limit)
        default: return nil
        }
    }

    /// Whether `source` follows the format.
    static func isValid(_ source: String) -> Bool { content(of: source) != nil }

    private static func content(of source: String) -> [UInt8]? {
        guard source.hasPrefix("data:"), let header = DataURLHeader(source.utf8.dropFirst(5)) else { return nil }
        let data = Array(source.utf8[header.end...])
        guard header.isBase64 else { return percentDecode(data) }
        // `Base64` skips more kinds of space than Ignition does.
        guard data.allSatisfy({ $0 > 0x20 || $0 == 0x0A }) else { return nil }
        return data.withUnsafeBufferPointer(Base64.decode)
    }

    /// The number of bytes that `percentEncode` makes.
    private static func percentEncodedCount(_ bytes: [UInt8]) -> Int {
        let literal = literal
        return bytes.count + 2 * bytes.count { !literal[Int($0)] }
    }

    private static func percentEncode(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let literal = literal
        var output: [UInt8] = []
        output.reserveCapacity(percentEncodedCount(bytes))
        for byte in bytes {
            if literal[Int(byte)] {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func percentDecode(_ text: [UInt8]) -> [UInt8]? {
        let printable = printable
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var iterator = text.makeIterator()
        while let byte = iterator.next() {
            guard printable[Int(byte)] else { return nil }
            guard byte == UInt8(ascii: "%") else {
                output.append(byte)
                continue
            }
            guard let high = iterator.next().flatMap(hexadecimalValue),
                let low = iterator.next().flatMap(hexadecimalValue)
            else { return nil }
            output.append(high << 4 | low)
        }
        return output
    }

    /// The percent-encoded form, whatever its length: what compresses best when the whole configuration is compressed.
    package static func percentEncoded(_ bytes: [UInt8]) -> String { "data:," + percentEncode(bytes) }

    /// Characters that may stand for themselves: RFC 2396's unreserved ones, and those reserved ones that mean nothing
    /// inside data (`?` and `#` would end it). Butane escapes the latter too, which only makes the URL longer.
    private static let literal: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in UInt8.min...UInt8.max { table[Int(byte)] = isAlphanumeric(byte) }
        for byte in "-_.!~*'();/:@&=+$,".utf8 { table[Int(byte)] = true }
        return table
    }()

    /// Characters that may stand in data, `%` included.
    private static let printable: [Bool] = {
        var table = (0...255).map { $0 > 0x20 && $0 < 0x7F }
        for byte in "<>#\"{}|\\^[]`".utf8 { table[Int(byte)] = false }
        return table
    }()

    private static let base64Mark = ";base64,"
}

/// Whether `byte` is an ASCII letter or digit.
func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

/// What an ASCII hexadecimal digit stands for.
func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
}
