import Values

/// Prints diagnostics as a compiler does: message, place, the source line with the place underlined, and the remedy.
package struct DiagnosticRenderer: Sendable {
    /// Whether to use ANSI colours.
    package let color: Bool
    /// Columns of the terminal; longer source lines are cut around the place.
    package let width: Int

    package init(color: Bool, width: Int = 100) {
        self.color = color
        self.width = max(40, width)
    }

    /// All of them in reading order, a blank line after each, and a closing line that counts them.
    package func render(_ diagnostics: Diagnostics) -> String {
        let sorted = diagnostics.sorted()
        guard !sorted.isEmpty else { return "" }
        let errors = sorted.count { $0.severity == .error }
        let counts = [(errors, "error"), (sorted.count - errors, "warning")].filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        let hidden = HiddenLines(sorted)
        return sorted.map { render($0, hiding: hidden) + "\n" }.joined() + counts.joined(separator: ", ") + "\n"
    }

    /// One diagnostic, ending in a line break.
    package func render(_ diagnostic: Diagnostic) -> String {
        render(diagnostic, hiding: HiddenLines([diagnostic]))
    }

    private func render(_ diagnostic: Diagnostic, hiding hidden: HiddenLines) -> String {
        let style: Style = diagnostic.severity == .error ? .error : .warning
        var text = paint("\(diagnostic.severity.rawValue)[\(diagnostic.code)]", style) + paint(": ", .strong)
        text += paint(printable(diagnostic.message), .strong) + "\n"
        let gutter = gutterWidth(diagnostic)
        if let origin = diagnostic.origin { text += excerpt(origin, gutter: gutter, style: style, hiding: hidden) }
        for note in diagnostic.notes {
            text += pad("", gutter) + paint(" = ", .gutter) + paint("note", .strong) + ": \(printable(note.message))\n"
            if let origin = note.origin { text += excerpt(origin, gutter: gutter, style: .gutter, hiding: hidden) }
        }
        if let remedy = diagnostic.remedy {
            text += pad("", gutter) + paint(" = ", .gutter) + paint("help", .strong) + ": \(printable(remedy))\n"
        }
        return text
    }

    private func gutterWidth(_ diagnostic: Diagnostic) -> Int {
        String(diagnostic.places.map(\.line).max() ?? 0).count
    }

    private func excerpt(_ origin: Origin, gutter: Int, style: Style, hiding hidden: HiddenLines) -> String {
        var text = pad("", gutter) + paint("--> ", .gutter) + "\(printable(origin.description))\n"
        guard let line = origin.file.line(origin.line), !hidden.contains(origin, line) else { return text }
        let cut = Excerpt(line: line, origin: origin, width: width - gutter - 4)
        text += pad("", gutter) + paint(" |", .gutter) + "\n"
        text +=
            paint(pad(String(origin.line), gutter) + " |", .gutter) + (cut.text.isEmpty ? "" : " \(cut.text)") + "\n"
        text += pad("", gutter) + paint(" | ", .gutter) + pad("", cut.indent)
        text += paint(String(repeating: "^", count: cut.length), style) + "\n"
        return text
    }

    private enum Style: String {
        case error = "1;31"
        case warning = "1;33"
        case strong = "1"
        case gutter = "1;34"
    }

    private func paint(_ text: String, _ style: Style) -> String {
        color ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    private func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

/// `text` without what could drive a terminal: control characters become `\u{..}`, except the tab, which becomes a
/// space. Hostile files do not get to write escape sequences.
package func printable(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x09: result.append(" ")
        case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
            result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
        default: result.append(scalar)
        }
    }
    return String(result)
}

/// A source line cut to the width of the screen, and where to underline it. Columns are Unicode scalars.
private struct Excerpt {
    let text: String
    let indent: Int
    let length: Int

    init(line: Substring, origin: Origin, width: Int) {
        let scalars = Array(line.unicodeScalars)
        let start = min(max(origin.column - 1, 0), scalars.count)
        let end = origin.endLine > origin.line ? scalars.count : min(max(origin.endColumn - 1, start), scalars.count)
        let from = start > width * 2 / 3 ? start - width / 3 : 0
        let to = min(scalars.count, from + width)
        func piece(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return printable(String(view))
        }
        let before = piece(from..<min(start, to))
        let marked = piece(min(start, to)..<min(max(end, start), to))
        text = (before + marked + piece(min(max(end, start), to)..<to)).trimmingTrailingSpaces()
        indent = displayWidth(before)
        length = max(1, displayWidth(marked))
    }
}

extension String {
    fileprivate func trimmingTrailingSpaces() -> String {
        var view = self[...]
        while view.last == " " { view = view.dropLast() }
        return String(view)
    }
}
