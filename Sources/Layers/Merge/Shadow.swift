/// The paths that upper layers hide from the layers below them, by name alone.
///
/// It answers early, before lower layers are known, so it does not see that two paths may be one place (through a
/// symbolic link). What it hides wrongly in such a rare case, the merged tree asks for again (`LayerMerge.missing`).
package struct Shadow: Sendable {
    private struct Place {
        /// What lower layers have here and below is hidden: a file, a link, a device or a whiteout stands here.
        var isCovered = false
        /// What lower layers have below is hidden, the directory itself is not.
        var isOpaque = false
        /// A directory stands here: a lower file is hidden, what a lower directory holds is not.
        var isDirectory = false
        var children: [ArraySlice<UInt8>: Int] = [:]
    }

    private var places = [Place()]

    package init() {}

    /// Adds what a layer hides. Call it for the top layer first.
    package mutating func add(_ index: LayerIndex) {
        for entry in index.entries { add(entry) }
    }

    private mutating func add(_ entry: LayerEntry) {
        var place = 0
        for name in EntryPath.names(entry.path) {
            if places[place].isCovered { return }
            if let next = places[place].children[name] {
                place = next
            } else {
                places.append(Place())
                places[place].children[name] = places.count - 1
                place = places.count - 1
            }
        }
        switch entry.kind {
        case .directory: places[place].isDirectory = true
        case .opaque: places[place].isOpaque = true
        default: places[place].isCovered = true
        }
    }

    /// Whether a lower layer's file at `path` is hidden.
    package func hides(_ path: [UInt8]) -> Bool {
        var place = 0
        for name in EntryPath.names(path) {
            if places[place].isCovered || places[place].isOpaque { return true }
            guard let next = places[place].children[name] else { return false }
            place = next
        }
        return places[place].isCovered || places[place].isDirectory
    }
}
