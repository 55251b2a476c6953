import Values

/// A rule such as `CET-1CEST,M3.5.0,M10.5.0/3`: standard time, summer time, and on which days each begins.
///
/// Source: POSIX.1-2024, "TZ"; RFC 9636 section 3.3.1 (hours of a day from -167 to 167).
struct TimeZoneRule: Sendable, Hashable {
    /// The n-th weekday of a month (0 Sunday; 5 the last), or a day of the year, and the second of that day.
    private enum Day: Sendable, Hashable {
        case weekday(month: Int64, week: Int64, day: Int64)
        /// From 1, February 29 never counted.
        case julian(Int64)
        /// From 0.
        case ofYear(Int64)
    }

    private struct Change: Sendable, Hashable {
        let day: Day
        let second: Int64
    }

    private let standard: Int
    private let summer: Summer?

    private struct Summer: Sendable, Hashable {
        let offset: Int
        let begin: Change
        let end: Change
    }

    init?(_ text: String) {
        var rest = text.utf8[...]
        guard Self.name(&rest), let west = Self.time(&rest) else { return nil }
        standard = -west
        guard !rest.isEmpty else {
            summer = nil
            return
        }
        guard Self.name(&rest) else { return nil }
        let offset = rest.first == UInt8(ascii: ",") ? standard + 3600 : -(Self.time(&rest) ?? 0)
        guard let begin = Self.change(&rest), let end = Self.change(&rest), rest.isEmpty else { return nil }
        summer = Summer(offset: offset, begin: begin, end: end)
    }

    /// Seconds to add to UTC.
    func offset(at time: Timestamp) -> Int {
        guard let summer else { return standard }
        let year = Timestamp(seconds: time.seconds + Int64(standard)).date.year
        // The clock that ends is the one that the change is told by.
        guard let begin = Self.second(summer.begin, year), let end = Self.second(summer.end, year) else {
            return standard
        }
        let isAfter = time.seconds >= begin - Int64(standard)
        let isBefore = time.seconds < end - Int64(summer.offset)
        // South of the equator summer lies over the turn of the year.
        let isSummer = begin < end ? isAfter && isBefore : isAfter || isBefore
        return isSummer ? summer.offset : standard
    }

    /// Seconds since 1970 of a change, by the clock there.
    private static func second(_ change: Change, _ year: Int64) -> Int64? {
        func midnight(_ month: Int64, _ day: Int64) -> Int64? {
            Timestamp(year: year, month: month, day: day)?.seconds
        }
        let day: Int64?
        switch change.day {
        case .ofYear(let number): day = midnight(1, 1).map { $0 + number * 86_400 }
        case .julian(let number):
            let isLeap = midnight(2, 29) != nil
            day = midnight(1, 1).map { $0 + (number - 1 + (isLeap && number > 59 ? 1 : 0)) * 86_400 }
        case .weekday(let month, let week, let weekday):
            guard let first = midnight(month, 1) else { return nil }
            // 1970-01-01 was a Thursday, weekday 4.
            let offset = ((weekday - first / 86_400 - 4) % 7 + 7) % 7
            var number = 1 + offset + (week - 1) * 7
            while midnight(month, number) == nil, number > 7 { number -= 7 }
            day = midnight(month, number)
        }
        return day.map { $0 + change.second }
    }

    // MARK: Parsing

    /// Letters, or anything between angle brackets.
    private static func name(_ rest: inout Substring.UTF8View) -> Bool {
        if rest.first == UInt8(ascii: "<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
            rest = rest[rest.index(after: end)...]
            return true
        }
        let letters = rest.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
        rest = rest[letters.endIndex...]
        return letters.count >= 3
    }

    private static func number(_ rest: inout Substring.UTF8View, _ range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard digits.count <= 3, let number = Int(String(Substring(digits))), range.contains(number) else { return nil }
        rest = rest[digits.endIndex...]
        return number
    }

    private static func take(_ character: UInt8, _ rest: inout Substring.UTF8View) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    private static func time(_ rest: inout Substring.UTF8View) -> Int? {
        let isNegative = take(UInt8(ascii: "-"), &rest)
        if !isNegative { _ = take(UInt8(ascii: "+"), &rest) }
        guard var seconds = number(&rest, 0...167).map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where take(UInt8(ascii: ":"), &rest) {
            guard let part = number(&rest, 0...59) else { return nil }
            seconds += part * unit
        }
        return isNegative ? -seconds : seconds
    }

    /// `,Mm.w.d`, `,Jn` or `,n`, and `/time`, 2 o'clock by default.
    private static func change(_ rest: inout Substring.UTF8View) -> Change? {
        guard take(UInt8(ascii: ","), &rest), let day = day(&rest) else { return nil }
        guard take(UInt8(ascii: "/"), &rest) else { return Change(day: day, second: 7200) }
        return time(&rest).map { Change(day: day, second: Int64($0)) }
    }

    private static func day(_ rest: inout Substring.UTF8View) -> Day? {
        if take(UInt8(ascii: "J"), &rest) { return number(&rest, 1...365).map { .julian(Int64($0)) } }
        guard take(UInt8(ascii: "M"), &rest) else { return number(&rest, 0...365).map { .ofYear(Int64($0)) } }
        guard let month = number(&rest, 1...12), take(UInt8(ascii: "."), &rest),
            let week = number(&rest, 1...5), take(UInt8(ascii: "."), &rest), let day = number(&rest, 0...6)
        else { return nil }
        return .weekday(month: Int64(month), week: Int64(week), day: Int64(day))
    }
}
