package import Values

/// A time zone as the system's database describes it: what to add to UTC at any time.
///
/// Source: RFC 9636 (TZif). Of the file's blocks the second one counts, whose times have 64 bits:
///
///     header 44: "TZif", version, 15 unused, counts of isutc, isstd, leap, time, type, char (32 bits each)
///     block 1 (32-bit times, skipped) · header · times 8×time · types 1×time · type records 6×type · names · … · footer
///
/// The footer, between two line breaks, is the rule for times after the last one.
package struct TimeZoneFile: Sendable, Hashable {
    /// Seconds since 1970 from which an offset holds, rising.
    private let times: [Int64]
    private let offsets: [Int]
    /// Before the first time.
    private let first: Int
    private let rule: TimeZoneRule?

    /// nil for what is no such file.
    package init?(_ bytes: [UInt8]) {
        guard let skipped = Header(bytes, at: 0), skipped.version >= UInt8(ascii: "2") else { return nil }
        let second = 44 + skipped.length(timeSize: 4)
        guard let header = Header(bytes, at: second) else { return nil }
        let start = second + 44
        let end = start + header.length(timeSize: 8)
        guard end <= bytes.count, header.types > 0 else { return nil }
        let kinds = start + header.times * 8
        let records = kinds + header.times
        func offset(_ type: Int) -> Int { Int(Int32(truncatingIfNeeded: Self.number(bytes, records + type * 6, 4))) }
        var (times, offsets): ([Int64], [Int]) = ([], [])
        for index in 0..<header.times {
            let type = Int(bytes[kinds + index])
            guard type < header.types else { return nil }
            times.append(Self.number(bytes, start + index * 8, 8))
            offsets.append(offset(type))
        }
        (self.times, self.offsets, first) = (times, offsets, offset(0))
        let footer = bytes[end...].split(separator: 0x0A).first.map { String(decoding: $0, as: UTF8.self) }
        rule = footer.flatMap { TimeZoneRule($0) }
    }

    /// Seconds to add to UTC at `time`.
    package func offset(at time: Timestamp) -> Int {
        if let last = times.last, time.seconds >= last, let rule { return rule.offset(at: time) }
        if times.isEmpty, let rule { return rule.offset(at: time) }
        // The last of the times that are not later.
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= time.seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    /// The weekday and minute there.
    package func local(_ time: Timestamp) -> LocalTime {
        let seconds = time.seconds + Int64(offset(at: time))
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        // 1970-01-01 was a Thursday.
        let weekday = Int(((day + 3) % 7 + 7) % 7)
        return LocalTime(weekday: Weekday.allCases[weekday], minute: Int(seconds - day * 86_400) / 60)
    }

    private struct Header {
        let version: UInt8
        let times: Int
        let types: Int
        private let rest: (utc: Int, standard: Int, leaps: Int, names: Int)

        init?(_ bytes: [UInt8], at start: Int) {
            guard start >= 0, start + 44 <= bytes.count, bytes[start..<start + 4].elementsEqual("TZif".utf8) else {
                return nil
            }
            version = bytes[start + 4]
            let counts = (0..<6).map { Int(TimeZoneFile.number(bytes, start + 20 + $0 * 4, 4)) }
            // No real file comes near; the bound keeps the sums small.
            guard counts.allSatisfy({ (0...65_536).contains($0) }) else { return nil }
            rest = (counts[0], counts[1], counts[2], counts[5])
            (times, types) = (counts[3], counts[4])
        }

        func length(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + rest.names + rest.leaps * (timeSize + 4) + rest.standard + rest.utc
        }
    }

    /// Big-endian; eight bytes are a signed number.
    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int64 {
        bytes[start..<start + count].reduce(0) { $0 << 8 | Int64($1) }
    }
}
