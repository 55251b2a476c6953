/// A number of bytes, written as people write it in profiles: `128KiB`, `4MiB`, or a plain number.
package struct ByteSize: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let bytes: Int

    package init(bytes: Int) { self.bytes = bytes }

    /// Reads a whole number with an optional unit: `B`, `KiB`, `MiB`, `GiB`, `TiB` (powers of 1024).
    package init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), let shift = Self.shifts[String(text.dropFirst(digits.count))] else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
        guard !overflow else { return nil }
        self.init(bytes: product)
    }

    private static let shifts = ["": 0, "B": 0, "KiB": 10, "MiB": 20, "GiB": 30, "TiB": 40]

    package static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }

    /// Whole bytes, grouped by thousands: `16,384 bytes`.
    package var description: String {
        var groups: [String] = []
        var digits = Substring(String(bytes.magnitude))
        while digits.count > 3 {
            groups.append(String(digits.suffix(3)))
            digits = digits.dropLast(3)
        }
        return (bytes < 0 ? "-" : "") + ([String(digits)] + groups.reversed()).joined(separator: ",") + " bytes"
    }
}
