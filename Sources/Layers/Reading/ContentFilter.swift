import RootTree

/// Which files' bytes are wanted while a layer streams by.
package struct ContentFilter: Sendable {
    private enum Rule {
        case visible(Shadow, removed: GlobSet, wanted: GlobSet)
        case exactly(Set<UInt32>)
    }

    private let rule: Rule

    /// Files that no upper layer hides, and that the host policy does not remove, unless they are wanted nevertheless.
    package static func visible(
        below shadow: Shadow, except removed: GlobSet = GlobSet(), wanted: GlobSet = GlobSet()
    ) -> ContentFilter {
        ContentFilter(rule: .visible(shadow, removed: removed, wanted: wanted))
    }

    /// The files with these ordinals, for the second look at a layer.
    package static func exactly(_ ordinals: Set<UInt32>) -> ContentFilter { ContentFilter(rule: .exactly(ordinals)) }

    func wants(_ file: LayerFile) -> Bool {
        switch rule {
        case .visible(let shadow, let removed, let wanted):
            !shadow.hides(file.path) && (!removed.matches(file.path) || wanted.matches(file.path))
        case .exactly(let ordinals): ordinals.contains(file.source.ordinal)
        }
    }
}
