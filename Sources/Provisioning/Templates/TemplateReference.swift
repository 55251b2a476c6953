/// A text split at its references: `{{ name }}` or `{{ name | filter }}`. Everything else that looks like one, such as
/// Docker's `{{.State}}`, is text. `{{ "{{" }}` is the text `{{`, as in Go, for what would be a reference otherwise.
struct TemplateText: Sendable, Equatable {
    enum Piece: Sendable, Equatable {
        case text(String)
        case reference(name: String, filter: String?)
    }

    let pieces: [Piece]

    init(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let range = rest.firstRange(of: "{{") {
            let before = rest[..<range.lowerBound]
            guard let (reference, end) = Self.reference(rest[range.upperBound...]) else {
                Self.append(rest[..<range.upperBound], to: &pieces)
                rest = rest[range.upperBound...]
                continue
            }
            Self.append(before, to: &pieces)
            switch reference {
            case .text(let text): Self.append(text[...], to: &pieces)
            case .reference: pieces.append(reference)
            }
            rest = rest[end...]
        }
        Self.append(rest, to: &pieces)
        self.pieces = pieces
    }

    /// The one reference that the whole text is; nil for any other text.
    var onlyReference: (name: String, filter: String?)? {
        guard pieces.count == 1, case .reference(let name, let filter) = pieces[0] else { return nil }
        return (name, filter)
    }

    private static func append(_ text: Substring, to pieces: inout [Piece]) {
        guard !text.isEmpty else { return }
        if case .text(let last)? = pieces.last {
            pieces[pieces.count - 1] = .text(last + text)
        } else {
            pieces.append(.text(String(text)))
        }
    }

    /// What stands between `{{` and `}}`: a name, and perhaps `| filter`, or `"{{"`.
    private static func reference(_ text: Substring) -> (Piece, end: Substring.Index)? {
        var rest = text
        skipSpace(&rest)
        let escape = "\"{{\""
        if rest.hasPrefix(escape) {
            rest = rest.dropFirst(escape.count)
            skipSpace(&rest)
            return rest.hasPrefix("}}") ? (.text("{{"), rest.index(rest.startIndex, offsetBy: 2)) : nil
        }
        guard let name = identifier(&rest, extra: "_") else { return nil }
        skipSpace(&rest)
        var filter: String?
        if rest.first == "|" {
            rest = rest.dropFirst()
            skipSpace(&rest)
            guard let found = identifier(&rest, extra: "-") else { return nil }
            filter = found
            skipSpace(&rest)
        }
        guard rest.hasPrefix("}}") else { return nil }
        return (.reference(name: name, filter: filter), rest.index(rest.startIndex, offsetBy: 2))
    }

    private static func skipSpace(_ text: inout Substring) { text = text.drop { $0 == " " } }

    private static func identifier(_ text: inout Substring, extra: Character) -> String? {
        guard let first = text.first, ("a"..."z").contains(first) else { return nil }
        let name = text.prefix { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == extra }
        text = text[name.endIndex...]
        return String(name)
    }
}
