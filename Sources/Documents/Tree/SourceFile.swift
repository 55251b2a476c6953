/// The text that a value was read from. One object a file, shared by every `Origin` in it.
package final class SourceFile: Sendable {
    /// The name as the user gave it, printed in diagnostics.
    package let name: String
    /// Where relative paths in this file start: its folder, `""` for the working folder; nil where there is none
    /// (a shipped file, standard input, a command line option).
    package let directory: String?
    /// The text, without a byte order mark.
    package let text: String

    package init(name: String, directory: String?, text: String) {
        self.name = name
        self.directory = directory
        self.text = text
    }

    /// The line's text without its line break; nil past the end. Lines count from 1.
    package func line(_ number: Int) -> Substring? {
        guard number >= 1 else { return nil }
        let bytes = text.utf8
        var start = bytes.startIndex
        for _ in 1..<max(number, 1) {
            guard let newline = bytes[start...].firstIndex(of: 0x0A) else { return nil }
            start = bytes.index(after: newline)
        }
        var end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
        if end > start, bytes[bytes.index(before: end)] == 0x0D { end = bytes.index(before: end) }
        return text[start..<end]
    }
}
