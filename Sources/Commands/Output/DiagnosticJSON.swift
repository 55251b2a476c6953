import Documents

/// Diagnostics for machines. The shape is documented in docs/json.md and does not change within a `version`.
enum DiagnosticJSON {
    private static let place = Origin.start(of: SourceFile(name: "", directory: nil, text: ""))

    /// `{"version": 1, "errors": N, "warnings": N, "diagnostics": […]}` and further entries.
    static func document(_ diagnostics: Diagnostics, adding entries: [(String, Node)] = []) -> Node {
        let sorted = diagnostics.sorted()
        let errors = sorted.count { $0.severity == .error }
        return mapping(
            [
                ("version", number(1)), ("errors", number(errors)), ("warnings", number(sorted.count - errors)),
                ("diagnostics", .sequence(sorted.map(node), origin: place)),
            ] + entries)
    }

    static func text(_ value: String) -> Node { .string(value, origin: place) }
    static func number(_ value: Int) -> Node { .integer(value, origin: place) }
    static func flag(_ value: Bool) -> Node { .boolean(value, origin: place) }
    static func list(_ values: [Node]) -> Node { .sequence(values, origin: place) }
    static func mapping(_ entries: [(String, Node)]) -> Node { .mapping(entries, origin: place) }

    private static func node(_ diagnostic: Diagnostic) -> Node {
        var entries = [
            ("severity", text(diagnostic.severity.rawValue)), ("code", text(diagnostic.code.rawValue)),
            ("message", text(diagnostic.message)), ("path", text(SecretText.redacted(diagnostic.path.description))),
        ]
        if let remedy = diagnostic.remedy { entries.append(("remedy", text(remedy))) }
        if let origin = diagnostic.origin { entries += location(origin) }
        if !diagnostic.notes.isEmpty {
            let notes = diagnostic.notes.map { note in
                mapping([("message", text(note.message))] + (note.origin.map(location) ?? []))
            }
            entries.append(("notes", list(notes)))
        }
        return mapping(entries)
    }

    private static func location(_ origin: Origin) -> [(String, Node)] {
        func point(_ line: Int, _ column: Int) -> Node {
            mapping([("line", number(line)), ("column", number(column))])
        }
        return [
            ("file", text(origin.file.name)),
            (
                "range",
                mapping([
                    ("start", point(origin.line, origin.column)), ("end", point(origin.endLine, origin.endColumn)),
                ])
            ),
        ]
    }
}
