package import Values

extension Timestamp {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

    /// Reads `Sat, 21 Nov 2026 08:55:00 GMT`; nil for anything else.
    ///
    /// Source: RFC 9110 section 5.6.7, IMF-fixdate.
    package init?(httpDate text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int64(parts[1]), let year = Int64(parts[3]),
            let month = Self.months.firstIndex(of: String(parts[2]))
        else { return nil }
        let clock = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard clock.count == 3 else { return nil }
        self.init(
            year: year, month: Int64(month) + 1, day: day, hour: clock[0], minute: clock[1], second: clock[2])
    }

    /// `Sat, 21 Nov 2026 08:55:00 GMT`.
    package var httpDate: String {
        let (year, month, day) = date
        let days = (seconds - time.hour * 3600 - time.minute * 60 - time.second) / 86400
        let weekday = Self.weekdays[Int((days % 7 + 7) % 7)]
        let clock = description.split(separator: "T").last.map { $0.dropLast() } ?? ""
        return "\(weekday), \(day < 10 ? "0" : "")\(day) \(Self.months[Int(month) - 1]) \(year) \(clock) GMT"
    }

    /// `20261121T085500Z`, as signatures write it.
    package var compact: String { description.filter { $0 != "-" && $0 != ":" } }
}
