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
        case name(NamePattern)
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
                guard let pattern = NamePattern(Array(name)) else { return nil }
                parts.append(.name(pattern))
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
                if pattern.matches(name) { arrive(glob, part + 1) }
            case .anyNames:
                keep(glob, part)
                guard part + 1 < globs[glob].parts.count else {
                    matched.append(glob)
                    continue
                }
                if case .name(let pattern) = globs[glob].parts[part + 1], pattern.matches(name) {
                    arrive(glob, part + 2)
                }
            }
        }
        return (matched, next)
    }

    /// Whether a pattern matches `path` or a directory above it. `path` is as in `LayerEntry`.
    package func matches(_ path: [UInt8]) -> Bool {
        let names = EntryPath.names(path)
        return globs.indices.contains { glob in
            switch globs[glob].place(names) {
            case .outside: false
            case .inside: true
            case .open(let part): reaches(names[part...], from: (glob, part))
            }
        }
    }

    /// Whether a pattern that goes on with `**` at a part matches on the way through `names`.
    private func reaches(_ names: ArraySlice<ArraySlice<UInt8>>, from start: (glob: Int, part: Int)) -> Bool {
        var state = [start]
        for name in names {
            let (matched, next) = step(state, name)
            if !matched.isEmpty { return true }
            state = next
        }
        return false
    }
}

extension Glob {
    fileprivate enum Place {
        /// It matches neither a path nor a directory above it.
        case outside
        /// It does.
        case inside
        /// It matches as far as this part, which is its first `**`.
        case open(Int)
    }

    /// Where a path of these names is, name by name: nearly all are told by one of the first.
    fileprivate func place(_ names: [ArraySlice<UInt8>]) -> Place {
        for (part, pattern) in parts.enumerated() {
            guard case .name(let pattern) = pattern else { return .open(part) }
            guard part < names.count, pattern.matches(names[part]) else { return .outside }
        }
        return .inside
    }
}
