import Values

/// A file, directory or label in a directory.
///
///      0 name, 11 bytes      11 attributes (8)     13 creation, 10 ms (8)     14 creation time, date (2 × 16)
///     18 access date (16)    20 cluster, upper half (16)                      22 writing time, date (2 × 16)
///     26 cluster, lower half (16)                  28 bytes of the file (32), 0 for a directory
///
///     time:  15 hours 11 | minutes 5 | seconds / 2 0        date:  15 year - 1980 9 | month 5 | day 0
///
/// Source: Microsoft, "FAT32 File System Specification" 1.03, "FAT Directory Structure" and "Date and Time Formats".
struct FAT32DirectoryEntry {
    static let size = 32
    static let volumeLabel: UInt8 = 8
    static let directory: UInt8 = 0x10
    static let archive: UInt8 = 0x20
    /// All of read-only, hidden, system and label: a piece of a long name.
    static let longName: UInt8 = 0x0F

    /// 11 bytes.
    let name: [UInt8]
    let attributes: UInt8
    /// 0 for an empty file, and for the root where a directory names its parent.
    let cluster: UInt32
    let bytes: UInt32

    func encoded(_ moment: FAT32Time) -> [UInt8] {
        var entry = name
        entry += [attributes, 0, moment.hundredths]
        for number in [
            moment.time, moment.date, moment.date, UInt16(cluster >> 16), moment.time, moment.date,
            UInt16(truncatingIfNeeded: cluster),
        ] { entry.append(littleEndian: number) }
        entry.append(littleEndian: bytes)
        return entry
    }

    init(_ name: ShortName, _ attributes: UInt8, cluster: UInt32, bytes: UInt32 = 0) {
        self.name = name.bytes
        self.attributes = attributes
        self.cluster = cluster
        self.bytes = bytes
    }

    /// - Parameter entry: 32 bytes.
    init(decoding entry: [UInt8]) {
        func number<N: FixedWidthInteger & UnsignedInteger>(_ offset: Int) -> N { entry.number(at: offset) ?? 0 }
        name = Array(entry.prefix(11))
        attributes = number(11)
        cluster = UInt32(number(20) as UInt16) << 16 | UInt32(number(26) as UInt16)
        bytes = number(28)
    }
}

/// A moment as directories store it, in UTC. The years are 1980 to 2107; what is outside, as a source date of 0,
/// becomes their first or last moment.
struct FAT32Time {
    let date: UInt16
    let time: UInt16
    /// The odd second, in units of 10 ms.
    let hundredths: UInt8

    init(_ moment: Timestamp) {
        let (first, last): (Int64, Int64) = (315_532_800, 4_354_819_199)
        let moment = Timestamp(seconds: min(max(moment.seconds, first), last))
        let (day, clock) = (moment.date, moment.time)
        date = UInt16((day.year - 1980) << 9 | day.month << 5 | day.day)
        time = UInt16(clock.hour << 11 | clock.minute << 5 | clock.second / 2)
        hundredths = UInt8(clock.second % 2 * 100)
    }
}
