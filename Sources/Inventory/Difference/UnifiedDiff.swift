/// Two texts as a unified diff, as `diff -u` writes it and `patch` reads it.
///
/// Source: POSIX.1-2024, diff, "Diff -u or -U Output Format".
package struct UnifiedDiff: Sendable {
    /// Empty where both texts are the same.
    package let text: String

    private enum Line {
        case same(Substring)
        case removed(Substring)
        case added(Substring)
    }

    /// Where removed times added lines may be more than this, the whole range counts as replaced, uncompared.
    private static let mostPairs = 16_000_000
    private static let context = 3

    package init(from old: String, to new: String, names: (String, String)) {
        let (before, after) = (Self.lines(old), Self.lines(new))
        let hunks = Self.hunks(Self.compared(before, after))
        text = hunks.isEmpty ? "" : "--- \(names.0)\n+++ \(names.1)\n" + hunks.joined()
    }

    /// Lines with the line feeds that end them.
    private static func lines(_ text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text.utf8[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")).map(rest.index(after:)) ?? rest.endIndex
            lines.append(text[rest.startIndex..<end])
            rest = rest[end...]
        }
        return lines
    }

    private static func compared(_ old: [Substring], _ new: [Substring]) -> [Line] {
        let start = zip(old, new).prefix { isSame($0, $1) }.count
        let (before, after) = (old[start...], new[start...])
        let end = zip(before.reversed(), after.reversed()).prefix { isSame($0, $1) }.count
        let (removed, added) = (before.dropLast(end), after.dropLast(end))
        let middle: [Line]
        if removed.count > mostPairs / max(1, added.count) {
            middle = removed.map(Line.removed) + added.map(Line.added)
        } else {
            middle = edited(Array(removed), Array(added))
        }
        return old[..<start].map(Line.same) + middle + before.suffix(end).map(Line.same)
    }

    private static func edited(_ old: [Substring], _ new: [Substring]) -> [Line] {
        let difference = new.difference(from: old, by: isSame)
        var (removed, added): (Set<Int>, Set<Int>) = ([], [])
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if left < old.count, removed.contains(left) {
                lines.append(.removed(old[left]))
                left += 1
            } else if right < new.count, added.contains(right) {
                lines.append(.added(new[right]))
                right += 1
            } else {
                lines.append(.same(old[left]))
                (left, right) = (left + 1, right + 1)
            }
        }
        return lines
    }

    /// Compares bytes: equal strings may be written with different ones.
    private static func isSame(_ one: Substring, _ other: Substring) -> Bool { one.utf8.elementsEqual(other.utf8) }

    private static func hunks(_ lines: [Line]) -> [String] {
        let changed = lines.indices.filter { if case .same = lines[$0] { false } else { true } }
        var ranges: [Range<Int>] = []
        for index in changed {
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        var (left, right, at) = (0, 0, 0)
        return ranges.map { range in
            for line in lines[at..<range.lowerBound] { (left, right) = counted(line, left, right) }
            let start = (left, right)
            var body = ""
            for line in lines[range] {
                (left, right) = counted(line, left, right)
                body += marked(line)
            }
            at = range.upperBound
            return "@@ -\(place(start.0, left)) +\(place(start.1, right)) @@\n" + body
        }
    }

    private static func counted(_ line: Line, _ left: Int, _ right: Int) -> (Int, Int) {
        switch line {
        case .same: (left + 1, right + 1)
        case .removed: (left + 1, right)
        case .added: (left, right + 1)
        }
    }

    /// `FIRST,COUNT`, where lines count from 1; of no lines, the one before; one line needs no count.
    private static func place(_ start: Int, _ end: Int) -> String {
        switch end - start {
        case 0: "\(start),0"
        case 1: "\(start + 1)"
        default: "\(start + 1),\(end - start)"
        }
    }

    private static func marked(_ line: Line) -> String {
        let (mark, text) =
            switch line {
            case .same(let text): (" ", text)
            case .removed(let text): ("-", text)
            case .added(let text): ("+", text)
            }
        return mark + text + (text.utf8.last == UInt8(ascii: "\n") ? "" : "\n\\ No newline at end of file\n")
    }
}
