import Documents

/// A day of the week, as fleet files write it.
package enum Weekday: String, Sendable, CaseIterable {
    case mon, tue, wed, thu, fri, sat, sun
}

/// The clock on a wall somewhere: the only form of local time that the core knows.
package struct LocalTime: Sendable, Hashable {
    package let weekday: Weekday
    /// Minutes since midnight, 0 to 1439.
    package let minute: Int

    package init(weekday: Weekday, minute: Int) {
        self.weekday = weekday
        self.minute = minute
    }
}

/// One item of `windows`: when replacing may begin.
package struct Window: Sendable, Hashable {
    package let days: [Weekday]
    /// Minutes since midnight; the end is exclusive, 1440 at most.
    package let minutes: Range<Int>
    package let timezone: String

    package init(days: [Weekday], minutes: Range<Int>, timezone: String) {
        self.days = days
        self.minutes = minutes
        self.timezone = timezone
    }

    /// nil for hours that end before they begin.
    init?(_ node: Node) {
        let parts = (node["hours"]?.string ?? "").split(separator: "-").compactMap { Self.minute(String($0)) }
        guard parts.count == 2, parts[0] < parts[1] else { return nil }
        self.init(
            days: (node["days"]?.strings ?? []).compactMap(Weekday.init), minutes: parts[0]..<parts[1],
            timezone: node["timezone"]?.string ?? "UTC")
    }

    /// - Parameter time: local time in this window's time zone.
    package func isOpen(at time: LocalTime) -> Bool { days.contains(time.weekday) && minutes.contains(time.minute) }

    private static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":").compactMap { Int($0) }
        return parts.count == 2 ? parts[0] * 60 + parts[1] : nil
    }
}
