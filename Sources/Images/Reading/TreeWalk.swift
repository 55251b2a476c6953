package import RootTree

/// Goes through a tree from a place down: a directory before what is in it, names in the order of their bytes. Links
/// are not followed.
package struct TreeWalk: Sequence, IteratorProtocol {
    private let tree: RootTree
    private var start: RootTree.Place?
    private var path: [UInt8] = []
    /// The directories above the next place: their entries, which is next, and how long their path is.
    private var above: [(entries: [DirectoryEntry], next: Int, length: Int)] = []

    package init(_ tree: RootTree, from start: RootTree.Place) {
        self.tree = tree
        self.start = start
    }

    package mutating func next() -> RootTree.Place? {
        if let start {
            self.start = nil
            path = start.path == [0x2F] ? [] : start.path
            enter(start.node)
            return start
        }
        while let directory = above.last {
            path.removeSubrange(directory.length...)
            guard directory.next < directory.entries.count else {
                above.removeLast()
                continue
            }
            above[above.count - 1].next += 1
            let entry = directory.entries[directory.next]
            path.append(0x2F)
            path += entry.name
            enter(entry.node)
            return RootTree.Place(path: path, node: entry.node)
        }
        return nil
    }

    private mutating func enter(_ node: NodeIndex) {
        guard case .directory(let entries) = tree[node].kind else { return }
        above.append((entries, 0, path.count))
    }
}
