/// A UUID of 128 bits. Partition tables call it GUID and store it with its first three groups byte-swapped.
///
/// Source: RFC 9562, section 4; UEFI specification 2.10, appendix A.
package struct GUID: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The first eight bytes, the first of them highest.
    package let high: UInt64
    package let low: UInt64

    package init(_ high: UInt64, _ low: UInt64) {
        self.high = high
        self.low = low
    }

    package static let zero = GUID(0, 0)

    /// 16 bytes in the order in which they are written; nil for any other number of bytes.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads `c12a7328-f81f-11d2-ba4b-00a0c93ec93b` in either case; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12], !text.utf8.contains(UInt8(ascii: "+")),
            let high = UInt64(groups[..<3].joined(), radix: 16),
            let low = UInt64(groups[3...].joined(), radix: 16)
        else { return nil }
        self.init(high, low)
    }

    /// The 16 bytes in the order in which they are written.
    package var bytes: [UInt8] {
        [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> UInt64(56 - 8 * $0)) } }
    }

    /// The 16 bytes as a partition table stores them, or such bytes read.
    var mixedEndian: [UInt8] { Self.swapped(bytes) }

    init?(mixedEndian bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.init(bytes: Self.swapped(Array(bytes)))
    }

    private static func swapped(_ bytes: [UInt8]) -> [UInt8] {
        bytes[0..<4].reversed() + bytes[4..<6].reversed() + bytes[6..<8].reversed() + bytes[8...]
    }

    package var description: String {
        let digits = Array("0123456789abcdef")
        return bytes.enumerated().reduce(into: "") { text, byte in
            if [4, 6, 8, 10].contains(byte.offset) { text.append("-") }
            text.append(digits[Int(byte.element >> 4)])
            text.append(digits[Int(byte.element & 15)])
        }
    }

    package static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }
}
