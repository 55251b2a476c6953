/// The SHA-256 of some bytes.
///
/// Source: OCI image specification, descriptor.md, "Digests".
package struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 32 bytes.
    package let bytes: [UInt8]

    /// nil unless there are 32 bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// What a hash function gave, which is 32 bytes.
    package init(hash: some Sequence<UInt8>) {
        let bytes = Array(hash.prefix(32))
        self.bytes = bytes + [UInt8](repeating: 0, count: 32 - bytes.count)
    }

    /// Reads `sha256:` and 64 lower-case hexadecimal digits; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.hasPrefix("sha256:") else { return nil }
        self.init(hexadecimal: text.dropFirst(7))
    }

    /// Reads 64 lower-case hexadecimal digits; nil for anything else.
    package init?(hexadecimal text: some StringProtocol) {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text.utf8 {
            let digit: UInt8
            switch character {
            case 0x30...0x39: digit = character - 0x30
            case 0x61...0x66: digit = character - 0x61 + 10
            default: return nil
            }
            if let upper = high {
                bytes.append(upper << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        guard high == nil else { return nil }
        self.init(bytes: bytes)
    }

    /// 64 hexadecimal digits.
    package var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    package var description: String { "sha256:" + hexadecimal }

    package static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
