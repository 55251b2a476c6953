/// A length of time in whole seconds, written `90s`, `15m`, `24h` or `30d` in fleet files.
package struct Span: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    /// Reads a whole number with its unit; nil for anything else.
    package init?(_ text: String) {
        guard let unit = text.last.flatMap({ Self.units[$0] }), let number = Int(text.dropLast()), number >= 0 else {
            return nil
        }
        let (seconds, overflow) = number.multipliedReportingOverflow(by: unit)
        guard !overflow else { return nil }
        self.seconds = seconds
    }

    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]

    package static func minutes(_ count: Int) -> Self { Self(seconds: count * 60) }
    package static func hours(_ count: Int) -> Self { Self(seconds: count * 3600) }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    /// In the largest unit that divides it.
    package var description: String {
        for (name, unit) in [("d", 86_400), ("h", 3600), ("m", 60)] where seconds > 0 && seconds % unit == 0 {
            return "\(seconds / unit)\(name)"
        }
        return "\(seconds)s"
    }
}
