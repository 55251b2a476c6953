/// A moment in seconds since 1970, written as people and machines read it; proleptic Gregorian calendar, UTC.
///
/// Source: ISO 8601; the conversion is that of Howard Hinnant's "chrono-compatible low-level date algorithms"
/// (`civil_from_days`): years start in March, so that the leap day is the last of its year.
package struct UTCTime: Hashable, Sendable, CustomStringConvertible {
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    /// `2026-11-21T08:55:05Z`.
    package var description: String { "\(date)T\(clock)Z" }

    /// `2026-11-21 08:55`.
    package var minutes: String { "\(date) \(clock.prefix(5))" }

    private var date: String {
        let daysOfEra = 146_097
        let days = Int(seconds / 86_400) - (seconds % 86_400 < 0 ? 1 : 0) + 719_468
        let era = (days >= 0 ? days : days - daysOfEra + 1) / daysOfEra
        let day = days - era * daysOfEra
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        let civilYear = year + era * 400 + (civilMonth <= 2 ? 1 : 0)
        return "\(padded(civilYear, 4))-\(padded(civilMonth, 2))-\(padded(dayOfYear - (153 * month + 2) / 5 + 1, 2))"
    }

    private var clock: String {
        let rest = Int((seconds % 86_400 + 86_400) % 86_400)
        return "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
