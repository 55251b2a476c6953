/// A pattern of absolute paths: `*` and `?` stand for bytes of one name, `[a-z]` and `[!a-z]` for one byte, `**` as a
/// whole name for any number of names.
///
/// `/usr/share/doc` means that path with all that is below it; `/usr/share/doc/**` all that is below it, the directory
/// itself not.
package struct Glob: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    enum Part: Sendable, Hashable {
        /// `**`
        case anyNames
        case name([UInt8])
    }
    let parts: [Part]

    /// nil for a text that does not start with `/`, names nothing, or holds `.` or `..` as a name, or an open bracket.
    package init?(_ text: String) {
        guard text.hasPrefix("/") else { return nil }
        var parts: [Part] = []
        for name in EntryPath.names(Array(text.utf8)) {
            guard name != EntryPath.dot, name != EntryPath.dotDot, !name.contains(0) else { return nil }
            if name.elementsEqual([0x2A, 0x2A]) {
                if parts.last != .anyNames { parts.append(.anyNames) }
            } else {
                guard NamePattern.isValid(name[...]) else { return nil }
                parts.append(.name(Array(name)))
            }
        }
        guard !parts.isEmpty else { return nil }
        self.parts = parts
        description = text
    }
}

/// Many patterns, asked together.
package struct GlobSet: Sendable {
    let globs: [Glob]

    package init(_ globs: [Glob] = []) { self.globs = globs }

    /// How far each pattern has come on the way to a path: pairs of a pattern and a position in its parts.
    typealias State = [(glob: Int, part: Int)]

    var start: State { globs.indices.map { ($0, 0) } }

    /// One name further.
    /// - Returns: the patterns that match here, each with all that is below, and the state for what is below.
    func step(_ state: State, _ name: ArraySlice<UInt8>) -> (matched: [Int], next: State) {
        var matched: [Int] = []
        var next: State = []
        func arrive(_ glob: Int, _ part: Int) {
            let parts = globs[glob].parts
            if part == parts.count { matched.append(glob) } else { keep(glob, part) }
        }
        // Entries of one pattern stand together, so that a repeated one is found among the last.
        func keep(_ glob: Int, _ part: Int) {
            if !next.reversed().prefix(while: { $0.glob == glob }).contains(where: { $0.part == part }) {
                next.append((glob, part))
            }
        }
        for (glob, part) in state {
            switch globs[glob].parts[part] {
            case .name(let pattern):
                if NamePattern.matches(name, pattern[...]) { arrive(glob, part + 1) }
            case .anyNames:
                keep(glob, part)
                guard part + 1 < globs[glob].parts.count else {
                    matched.append(glob)
                    continue
                }
                if case .name(let pattern) = globs[glob].parts[part + 1], NamePattern.matches(name, pattern[...]) {
                    arrive(glob, part + 2)
                }
            }
        }
        return (matched, next)
    }

    /// Whether a pattern matches `path` or a directory above it. `path` is as in `LayerEntry`.
    package func matches(_ path: [UInt8]) -> Bool {
        guard !globs.isEmpty else { return false }
        var state = start
        for name in EntryPath.names(path) {
            let (matched, next) = step(state, name)
            if !matched.isEmpty { return true }
            if next.isEmpty { return false }
            state = next
        }
        return false
    }
}
