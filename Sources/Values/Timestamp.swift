/// A second of UTC, written `2026-11-01T00:00:00Z` (RFC 3339).
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    package let seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }

    /// nil for what no calendar holds. The years are 1970 to 9999.
    package init?(year: Int64, month: Int64, day: Int64, hour: Int64 = 0, minute: Int64 = 0, second: Int64 = 0) {
        guard (1970...9999).contains(year), (1...12).contains(month), day >= 1, (0...23).contains(hour),
            (0...59).contains(minute), (0...60).contains(second), day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        seconds = Self.days(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second
    }

    /// Reads the form that `description` has; nil for every other one.
    package init?(_ text: String) {
        let parts = text.utf8.split { !(0x30...0x39).contains($0) }.compactMap { Int64(String(Substring($0))) }
        guard parts.count == 6,
            let time = Timestamp(
                year: parts[0], month: parts[1], day: parts[2], hour: parts[3], minute: parts[4], second: parts[5]),
            time.description == text
        else { return nil }
        self = time
    }

    package var description: String { "\(dateText)T\(clockText)Z" }

    /// `2026-11-21 08:55`, for tables.
    package var minutes: String { "\(dateText) \(clockText.prefix(5))" }

    private var dateText: String {
        let date = date
        return "\(Self.padded(date.year, 4))-\(Self.padded(date.month, 2))-\(Self.padded(date.day, 2))"
    }

    private var clockText: String {
        let time = time
        return [time.hour, time.minute, time.second].map { Self.padded($0, 2) }.joined(separator: ":")
    }

    /// The day in the Gregorian calendar, in UTC; months and days count from 1.
    package var date: (year: Int64, month: Int64, day: Int64) { Self.date(day: wholeDays) }

    /// The time of that day, in UTC.
    package var time: (hour: Int64, minute: Int64, second: Int64) {
        let second = seconds - wholeDays * 86400
        return (second / 3600, second / 60 % 60, second % 60)
    }

    private var wholeDays: Int64 { seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400 }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

    /// Days since 1970-01-01 in the Gregorian calendar.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that start in March, eras of 400.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let ofEra = year % 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return year / 400 * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    private static func date(day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let part = (5 * ofYear + 2) / 153
        let month = part < 10 ? part + 3 : part - 9
        return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * part + 2) / 5 + 1)
    }

    private static func length(ofMonth month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
