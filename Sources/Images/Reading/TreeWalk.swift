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

extension RootTree {
    /// What is in a directory; nil where a place is none.
    package func entries(of place: Place) -> [Place]? {
        guard case .directory(let entries) = self[place.node].kind else { return nil }
        let folder = place.node == Self.root ? [] : place.path
        return entries.map { Place(path: folder + [0x2F] + $0.name, node: $0.node) }
    }

    /// How many names each node has, by its number; the root has one.
    package var nameCounts: [Int] {
        var counts = [Int](repeating: 0, count: nodes.count)
        counts[Int(Self.root.rawValue)] = 1
        for case .directory(let entries) in nodes.map(\.kind) {
            for entry in entries { counts[Int(entry.node.rawValue)] += 1 }
        }
        return counts
    }
}
