import Documents

/// Diagnostics for machines. The shape is documented in docs/json.md and does not change within a `version`.
enum DiagnosticJSON {
    /// `{"version": 1, "errors": N, "warnings": N, "diagnostics": […]}` and further entries.
    static func document(_ diagnostics: Diagnostics, adding entries: [(String, Node)] = []) -> Node {
        let sorted = diagnostics.sorted()
        let errors = sorted.count { $0.severity == .error }
        return JSON.mapping(
            [
                ("version", JSON.number(1)), ("errors", JSON.number(errors)),
                ("warnings", JSON.number(sorted.count - errors)),
                ("diagnostics", JSON.list(sorted.map(node))),
            ] + entries)
    }

    private static func node(_ diagnostic: Diagnostic) -> Node {
        var entries = [
            ("severity", JSON.text(diagnostic.severity.rawValue)), ("code", JSON.text(diagnostic.code.rawValue)),
            ("message", JSON.text(diagnostic.message)),
            ("path", JSON.text(SecretText.redacted(diagnostic.path.description))),
        ]
        if let remedy = diagnostic.remedy { entries.append(("remedy", JSON.text(remedy))) }
        if let origin = diagnostic.origin { entries += location(origin) }
        if !diagnostic.notes.isEmpty {
            let notes = diagnostic.notes.map { note in
                JSON.mapping([("message", JSON.text(note.message))] + (note.origin.map(location) ?? []))
            }
            entries.append(("notes", JSON.list(notes)))
        }
        return JSON.mapping(entries)
    }

    private static func location(_ origin: Origin) -> [(String, Node)] {
        func point(_ line: Int, _ column: Int) -> Node {
            JSON.mapping([("line", JSON.number(line)), ("column", JSON.number(column))])
        }
        return [
            ("file", JSON.text(origin.file.name)),
            (
                "range",
                JSON.mapping([
                    ("start", point(origin.line, origin.column)), ("end", point(origin.endLine, origin.endColumn)),
                ])
            ),
        ]
    }
}
