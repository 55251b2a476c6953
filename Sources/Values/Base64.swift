/// Base64 with the standard alphabet and padding.
///
/// Source: RFC 4648 section 4. Both directions work on contiguous memory: a loop over a generic sequence would make a
/// call for every byte.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The number of characters that `count` bytes become.
    package static func encodedCount(_ count: Int) -> Int { (count + 2) / 3 * 4 }

    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        bytes.withContiguousStorageIfAvailable(encoded) ?? Array(bytes).withUnsafeBufferPointer(encoded)
    }

    private static func encoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(encodedCount(bytes.count))
        let alphabet = alphabet
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<count { group |= UInt32(bytes[start + index]) << UInt32(16 - 8 * index) }
            for index in 0...count { output.append(alphabet[Int(group >> UInt32(18 - 6 * index)) & 63]) }
            for _ in count..<3 { output.append(padding) }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// The decoded bytes; nil where `text` holds a character outside the alphabet (line breaks are skipped, as MIME
    /// and YAML's `!!binary` allow) or a wrong padding.
    package static func decode(_ text: some StringProtocol) -> [UInt8]? {
        Array(text.utf8).withUnsafeBufferPointer(decode)
    }

    package static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var output: [UInt8] = []
        var pending: UInt32 = 0
        var bits = 0
        var pads = 0
        var characters = 0
        let table = decodeTable
        output.reserveCapacity(text.count / 4 * 3)
        for byte in text where byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 {
            characters += 1
            if byte == padding {
                pads += 1
                continue
            }
            guard pads == 0, let value = table[Int(byte)] else { return nil }
            pending = pending << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                output.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
            }
        }
        guard characters.isMultiple(of: 4), pads <= 2 else { return nil }
        return output
    }

    private static let decodeTable: [UInt8?] = {
        var table = [UInt8?](repeating: nil, count: 256)
        for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
        return table
    }()
}
