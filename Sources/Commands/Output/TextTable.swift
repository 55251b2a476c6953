import Fleet

/// Rows of texts with their columns below each other, two spaces between them.
enum TextTable {
    /// - Parameters:
    ///   - rows: of the same length; the first is the heading.
    ///   - isSparse: whether a column that says nothing of any row is left out.
    static func text(_ rows: [[String]], isSparse: Bool = false) -> String {
        var rows = rows
        if isSparse, let heading = rows.first {
            let kept = heading.indices.filter { column in rows.dropFirst().contains { !$0[column].isEmpty } }
            rows = rows.map { row in kept.map { row[$0] } }
        }
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, text) in row.enumerated() {
                line += text
                if column < columns - 1 { line += String(repeating: " ", count: widths[column] - text.count + 2) }
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}

extension Span {
    /// `1 h 12 min`, `4 min 30 s` or `45 s`, for people.
    var words: String {
        let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
        if hours >= 48 { return "\(hours / 24) d" + (hours % 24 > 0 ? " \(hours % 24) h" : "") }
        if hours > 0 { return "\(hours) h" + (minutes > 0 ? " \(minutes) min" : "") }
        if minutes > 0 { return "\(minutes) min" + (rest > 0 && minutes < 10 ? " \(rest) s" : "") }
        return "\(rest) s"
    }
}
