package import RootTree

extension RootTree {
    /// The regular files whose paths match, or lie below a directory whose path does; in the order of the paths' bytes.
    package func files(matching globs: GlobSet) -> [(path: [UInt8], content: FileContent)] {
        var found: [(path: [UInt8], content: FileContent)] = []
        var pending: [(node: NodeIndex, path: [UInt8], state: GlobSet.State?)] = [(RootTree.root, [], globs.start)]
        while let (node, path, state) = pending.popLast() {
            switch self[node].kind {
            case .file(let content) where state == nil: found.append((path, content))
            case .directory(let entries):
                for entry in entries {
                    let child = path.isEmpty ? entry.name : path + [EntryPath.slash] + entry.name
                    guard let state else {
                        pending.append((entry.node, child, nil))
                        continue
                    }
                    let (matched, next) = globs.step(state, entry.name[...])
                    if !matched.isEmpty || !next.isEmpty {
                        pending.append((entry.node, child, matched.isEmpty ? next : nil))
                    }
                }
            default: continue
            }
        }
        return found.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }
}
