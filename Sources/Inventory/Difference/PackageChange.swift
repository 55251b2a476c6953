import Values

/// A package that one of two images has in another version, or not at all.
package struct PackageChange: Sendable, Equatable {
    /// The raw values are printed and stable.
    package enum Kind: String, Sendable, CaseIterable {
        case added
        case removed
        case upgraded
        case downgraded
    }

    package let kind: Kind
    package let name: String
    package let architecture: String
    /// nil where it was added.
    package let from: String?
    /// nil where it was removed.
    package let to: String?

    /// Sorted by name, architecture and version. Several versions of one package are matched only where they are the
    /// same; versions that dpkg holds to be equal but are written in two ways count as removed and added.
    static func all(from: [PackageIdentity], to: [PackageIdentity]) -> [PackageChange] {
        struct Key: Hashable {
            let name: String
            let architecture: String

            init(_ package: PackageIdentity) { (name, architecture) = (package.name, package.architecture) }
        }
        let (before, after) = (Set(from), Set(to))
        let gone = Dictionary(grouping: before.subtracting(after), by: Key.init)
        let new = Dictionary(grouping: after.subtracting(before), by: Key.init)
        var changes: [PackageChange] = []
        for key in Set(gone.keys).union(new.keys).sorted(by: { ($0.name, $0.architecture) < ($1.name, $1.architecture) }
        ) {
            let (old, now) = (gone[key, default: []].map(\.version), new[key, default: []].map(\.version))
            if old.count == 1, now.count == 1, let kind = order(old[0], now[0]) {
                changes.append(.init(kind, key.name, key.architecture, from: old[0], to: now[0]))
            } else {
                changes += old.sorted().map { .init(.removed, key.name, key.architecture, from: $0, to: nil) }
                changes += now.sorted().map { .init(.added, key.name, key.architecture, from: nil, to: $0) }
            }
        }
        return changes
    }

    private init(_ kind: Kind, _ name: String, _ architecture: String, from: String?, to: String?) {
        self.kind = kind
        self.name = name
        self.architecture = architecture
        self.from = from
        self.to = to
    }

    /// nil where Debian's order does not tell the two apart.
    private static func order(_ old: String, _ new: String) -> Kind? {
        guard let old = DebianVersion(old), let new = DebianVersion(new), old != new else { return nil }
        return old < new ? .upgraded : .downgraded
    }
}
