private import Synchronization

/// The text that a value was read from. One object a file, shared by every `Origin` in it.
package final class SourceFile: Sendable {
    /// The name as the user gave it, printed in diagnostics.
    package let name: String
    /// Where relative paths in this file start: its folder, `""` for the working folder; nil where there is none
    /// (a shipped file, standard input, a command line option).
    package let directory: String?
    /// The text, without a byte order mark.
    package let text: String

    /// The UTF-8 offset of every line's first byte, found when a line is first asked for: a report of many problems in
    /// a large file would otherwise search the file once a problem.
    private let lineStarts = Mutex<[Int]?>(nil)

    package init(name: String, directory: String?, text: String) {
        self.name = name
        self.directory = directory
        self.text = text
    }

    /// The line's text without its line break; nil past the end. Lines count from 1.
    package func line(_ number: Int) -> Substring? {
        guard number >= 1, let range = range(ofLine: number - 1) else { return nil }
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        var end = bytes.index(start, offsetBy: range.count)
        if end > start, bytes[bytes.index(before: end)] == 0x0D { end = bytes.index(before: end) }
        return text[start..<end]
    }

    private func range(ofLine index: Int) -> Range<Int>? {
        lineStarts.withLock { cached in
            let starts = cached ?? findLineStarts()
            cached = starts
            guard index < starts.count else { return nil }
            let end = index + 1 < starts.count ? starts[index + 1] - 1 : text.utf8.count
            return starts[index]..<end
        }
    }

    private func findLineStarts() -> [Int] {
        var starts = [0]
        var offset = 0
        for byte in text.utf8 {
            offset += 1
            if byte == 0x0A { starts.append(offset) }
        }
        return starts
    }
}
