import RootTree

/// Paths for errors, searched for only then.
extension RootTree {
    /// The first absolute path of a node; `(no name)` where it has none.
    func path(of node: NodeIndex) -> [UInt8] {
        guard node != Self.root else { return Array("/".utf8) }
        var origin: [NodeIndex: (parent: NodeIndex, name: [UInt8])] = [:]
        var pending = [Self.root]
        search: while let directory = pending.popLast() {
            guard directory.rawValue < nodes.count, case .directory(let entries) = self[directory].kind else {
                continue
            }
            for entry in entries where entry.node != Self.root && origin[entry.node] == nil {
                origin[entry.node] = (directory, entry.name)
                if entry.node == node { break search }
                pending.append(entry.node)
            }
        }
        var names: [[UInt8]] = []
        var current = node
        while let step = origin[current] {
            names.append(step.name)
            current = step.parent
        }
        guard !names.isEmpty else { return Array("(no name)".utf8) }
        return names.reversed().reduce(into: []) { $0 += [UInt8(ascii: "/")] + $1 }
    }

    /// The path of an entry of a directory.
    func path(of directory: NodeIndex, then name: [UInt8]) -> [UInt8] {
        let folder = directory == Self.root ? [] : path(of: directory)
        return folder + [UInt8(ascii: "/")] + name
    }
}
