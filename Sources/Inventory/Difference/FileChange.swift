/// A path that one of two images has with other content or attributes, or not at all.
package struct FileChange: Sendable, Equatable {
    /// The raw values are printed and stable.
    package enum Kind: String, Sendable, CaseIterable {
        case added
        case removed
        case changed
    }

    /// What of a changed path differs; the raw values are printed and stable.
    package enum Aspect: String, Sendable {
        case type
        case content
        case target
        case mode
        case owner
    }

    package let kind: Kind
    package let path: [UInt8]
    /// nil where it was added.
    package let from: FileDescription?
    /// nil where it was removed.
    package let to: FileDescription?
    /// In the order of their declaration; empty unless it changed.
    package let aspects: [Aspect]

    /// Bytes that the path grew by.
    package var growth: Int64 {
        Int64(clamping: to?.size ?? 0).subtractingReportingOverflow(Int64(clamping: from?.size ?? 0)).partialValue
    }

    /// Sorted by the paths' bytes. Of a path that is named twice, the last one counts.
    static func all(from: [FileDescription], to: [FileDescription]) -> [FileChange] {
        let before = Dictionary(from.map { ($0.path, $0) }) { _, last in last }
        let after = Dictionary(to.map { ($0.path, $0) }) { _, last in last }
        let gone = before.values.filter { after[$0.path] == nil }
        let changes =
            gone.map { FileChange(kind: .removed, path: $0.path, from: $0, to: nil, aspects: []) }
            + after.values.compactMap { file -> FileChange? in
                guard let old = before[file.path] else {
                    return FileChange(kind: .added, path: file.path, from: nil, to: file, aspects: [])
                }
                let aspects = aspects(old, file)
                guard !aspects.isEmpty else { return nil }
                return FileChange(kind: .changed, path: file.path, from: old, to: file, aspects: aspects)
            }
        return changes.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    private static func aspects(_ old: FileDescription, _ new: FileDescription) -> [Aspect] {
        var aspects: [Aspect] = []
        if old.kind != new.kind {
            aspects.append(.type)
        } else {
            if old.size != new.size || old.digest != new.digest { aspects.append(.content) }
            if old.target != new.target { aspects.append(.target) }
        }
        if old.mode != new.mode { aspects.append(.mode) }
        if (old.user, old.group) != (new.user, new.group) { aspects.append(.owner) }
        return aspects
    }
}
