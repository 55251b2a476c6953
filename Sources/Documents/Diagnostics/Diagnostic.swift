/// One thing that is wrong with an input: what, where, why, and what to do about it. No text here holds a secret.
package struct Diagnostic: Sendable {
    package enum Severity: String, Sendable {
        case error, warning
    }

    /// A second place that explains the first ("first used here").
    package struct Note: Sendable {
        package let message: String
        package let origin: Origin?

        package init(_ message: String, at origin: Origin? = nil) {
            self.message = SecretText.redacted(message)
            self.origin = origin
        }
    }

    package var severity: Severity
    package let code: DiagnosticCode
    /// The value's path in its document; empty when the whole document is meant.
    package let path: NodePath
    /// nil where no text is to blame (a missing file named on the command line).
    package let origin: Origin?
    package let message: String
    /// What the user can do, in the imperative.
    package let remedy: String?
    package private(set) var notes: [Note]
    /// Whether the source text must not be shown: it holds a secret, and reports end up in logs.
    package let hidesSource: Bool

    package init(
        _ severity: Severity, _ code: DiagnosticCode, _ message: String, at path: NodePath = NodePath(),
        origin: Origin?, remedy: String? = nil, notes: [Note] = [], hidesSource: Bool = false
    ) {
        self.severity = severity
        self.code = code
        self.path = path
        self.origin = origin
        self.message = SecretText.redacted(message)
        self.remedy = remedy.map(SecretText.redacted)
        self.notes = notes
        self.hidesSource = hidesSource
    }

    /// The same problem with one more place.
    package func adding(_ note: Note) -> Self {
        var result = self
        result.notes.append(note)
        return result
    }

    /// Every place that is named.
    package var places: [Origin] { ([origin] + notes.map(\.origin)).compactMap(\.self) }
}

/// The problems of a run, collected so that all of them are shown together.
package struct Diagnostics: Sendable {
    package private(set) var all: [Diagnostic] = []

    package init() {}

    package mutating func add(_ diagnostic: Diagnostic) { all.append(diagnostic) }

    package mutating func add(_ others: Diagnostics) { all.append(contentsOf: others.all) }

    package mutating func error(
        _ code: DiagnosticCode, _ message: String, at path: NodePath = NodePath(), origin: Origin?,
        remedy: String? = nil, notes: [Diagnostic.Note] = [], hidesSource: Bool = false
    ) {
        add(
            Diagnostic(
                .error, code, message, at: path, origin: origin, remedy: remedy, notes: notes, hidesSource: hidesSource)
        )
    }

    package mutating func warning(
        _ code: DiagnosticCode, _ message: String, at path: NodePath = NodePath(), origin: Origin?,
        remedy: String? = nil, notes: [Diagnostic.Note] = []
    ) {
        add(Diagnostic(.warning, code, message, at: path, origin: origin, remedy: remedy, notes: notes))
    }

    /// The same problems, each of them changed.
    package func map(_ change: (Diagnostic) -> Diagnostic) -> Diagnostics {
        var result = self
        result.all = all.map(change)
        return result
    }

    package var hasErrors: Bool { all.contains { $0.severity == .error } }
    package var isEmpty: Bool { all.isEmpty }

    /// The same problems with warnings counted as errors (`--strict`).
    package func strict() -> Diagnostics {
        map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.severity = .error
            return diagnostic
        }
    }

    /// In reading order (file, line, column), each said once.
    package func sorted() -> [Diagnostic] {
        var seen: Set<String> = []
        return all.enumerated().sorted { left, right in
            switch (left.element.origin, right.element.origin) {
            case (let a?, let b?):
                if Origin.precedes(a, b) { return true }
                if Origin.precedes(b, a) { return false }
                return left.offset < right.offset
            case (nil, .some): return true
            case (.some, nil): return false
            case (nil, nil): return left.offset < right.offset
            }
        }.map(\.element).filter {
            seen.insert("\($0.origin?.description ?? "")\u{0}\($0.code)\u{0}\(Self.withoutPath($0))").inserted
        }
    }

    /// The message without the path that it names: one place in a file can stand in several places of what is composed
    /// from it.
    private static func withoutPath(_ diagnostic: Diagnostic) -> String {
        guard diagnostic.origin != nil else { return diagnostic.message }
        return [diagnostic.path, diagnostic.path.parent].compactMap(\.self).filter { !$0.steps.isEmpty }
            .reduce(diagnostic.message) { $0.replacing("`\($1)`", with: "``") }
    }
}
