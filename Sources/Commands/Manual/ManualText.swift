/// Text as troff takes it, in the macros of man(7).
///
/// Source: groff_char(7); man(7), "Page structure".
enum ManualText {
    /// Characters that troff would draw as others, or take for its own.
    private static let characters: [Character: String] = [
        "\\": "\\e", "-": "\\-", "'": "\\(aq", "~": "\\(ti", "^": "\\(ha", "\u{2026}": "...",
    ]

    /// Text that is read as it stands; `code` becomes bold.
    static func inline(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        let pieces = parts.enumerated().map { index, part in
            index.isMultiple(of: 2) ? escaped(part) : "\\fB\(escaped(part))\\fR"
        }
        return guarded(pieces.joined())
    }

    /// A name in a heading or a macro's argument.
    static func plain(_ text: String) -> String { escaped(text) }

    static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

    static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

    /// Paragraphs with empty lines between them; lines that are indented stay lines, for they are commands.
    static func paragraphs(_ text: String) -> String {
        var result = ""
        for paragraph in text.split(separator: "\n\n") {
            result += ".PP\n"
            var isExample = false
            for line in paragraph.split(separator: "\n") {
                let isCommand = line.hasPrefix("  ")
                if isCommand != isExample { result += isCommand ? ".RS 4\n.nf\n" : ".fi\n.RE\n" }
                isExample = isCommand
                result += (isCommand ? guarded(escaped(line.drop { $0 == " " })) : inline(String(line))) + "\n"
            }
            if isExample { result += ".fi\n.RE\n" }
        }
        return result
    }

    private static func escaped(_ text: some StringProtocol) -> String {
        text.map { character in
            characters[character]
                ?? character.unicodeScalars.map { scalar in
                    guard !scalar.isASCII else { return String(scalar) }
                    let digits = String(scalar.value, radix: 16, uppercase: true)
                    return "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
                }.joined()
        }.joined()
    }

    /// A line that begins with a point would be a request.
    private static func guarded(_ line: String) -> String { line.hasPrefix(".") ? "\\&" + line : line }
}
