/// Lines of the sources that a report must not show, because they hold secrets and reports end up in logs.
struct HiddenLines {
    private var ranges: [ObjectIdentifier: [ClosedRange<Int>]] = [:]

    /// - Parameter diagnostics: everything that the report will show.
    init(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            for origin in diagnostic.places {
                let file = ObjectIdentifier(origin.file)
                if ranges[file] == nil { ranges[file] = SecretText.privateKeys(in: origin.file.text) }
            }
            guard diagnostic.hidesSource, let origin = diagnostic.origin else { continue }
            ranges[ObjectIdentifier(origin.file), default: []].append(origin.line...max(origin.line, origin.endLine))
        }
    }

    /// Whether `line` at `origin` holds a secret, or was found to by a diagnostic.
    func contains(_ origin: Origin, _ line: Substring) -> Bool {
        ranges[ObjectIdentifier(origin.file)]?.contains { $0.contains(origin.line) } == true
            || SecretText.isSensitive(line)
    }
}
