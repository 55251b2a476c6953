package import RootTree
import Values

extension HostPolicy {
    /// Applies the policy: removes, moves, writes, then looks for package managers. A pure function.
    /// - Parameter layers: the number of layers, which becomes the layer of the files that the policy writes.
    /// - Throws: all problems.
    package func apply(to merged: RootTree, layers: UInt32) throws(LayerErrors) -> HostRoot {
        var work = PolicyWork(tree: MutableTree(merged), layers: layers)
        if !removed.globs.isEmpty { work.remove(removed) }
        for move in moves { work.attempt(move.source) { (work) throws(EntryPath.Problem) in try work.move(move) } }
        for item in written { work.attempt(item.path) { (work) throws(EntryPath.Problem) in try work.write(item) } }
        let tree = work.tree.frozen()
        if forbidsPackageManagers { work.report(PackageManagers.find(in: tree)) }
        try work.problems.check()
        return HostRoot(merged: merged, tree: tree, written: work.contents)
    }
}

private struct PolicyWork {
    var tree: MutableTree
    let layers: UInt32
    var problems = Problems()
    var contents: [[UInt8]] = []

    init(tree: MutableTree, layers: UInt32) {
        self.tree = tree
        self.layers = layers
    }

    static let source = "the host policy"

    mutating func attempt(_ path: [UInt8], _ body: (inout PolicyWork) throws(EntryPath.Problem) -> Void) {
        do throws(EntryPath.Problem) {
            try body(&self)
        } catch {
            problems.add(LayerError(error.code, Self.source, entry: path, error.reason, remedy: error.remedy))
        }
    }

    mutating func report(_ findings: [PackageManagers.Finding]) {
        for finding in findings {
            let path = "/" + printable(finding.path)
            problems.add(
                LayerError(
                    .packageManager, Self.source, entry: finding.path,
                    "it belongs to \(finding.manager), and the host has no package management",
                    remedy: "add `\(path)` to `remove`"))
        }
    }

    mutating func remove(_ globs: GlobSet) {
        var pending = [(place: MutableTree.root, state: globs.start)]
        while let (place, state) = pending.popLast() {
            for (name, child) in tree.nodes[place].children ?? [:] {
                let (matched, next) = globs.step(state, name)
                if !matched.isEmpty {
                    tree.unlink(name, in: place)
                } else if tree.isDirectory(child), !next.isEmpty {
                    pending.append((child, next))
                }
            }
        }
    }

    mutating func move(_ move: HostPolicy.Move) throws(EntryPath.Problem) {
        guard !move.source.isEmpty, !move.destination.isEmpty,
            !(move.destination + [EntryPath.slash]).starts(with: move.source + [EntryPath.slash])
        else {
            throw EntryPath.Problem(
                code: .badMove, reason: "it cannot be moved into itself", remedy: "name another destination")
        }
        let (parent, name) = EntryPath.split(move.source)
        guard let place = try tree.directory(parent, missing: .none), let child = tree.child(name, of: place) else {
            return
        }
        let (newParent, newName) = EntryPath.split(move.destination)
        guard let newPlace = try makeDirectory(newParent) else { return }
        guard tree.child(newName, of: newPlace) == nil else {
            throw occupied("its destination `/\(printable(move.destination))` exists")
        }
        guard !contains(child, newPlace) else {
            throw EntryPath.Problem(
                code: .badMove, reason: "a link leads its destination into itself", remedy: "name another destination")
        }
        tree.unlink(name, in: place)
        tree.link(child, as: newName, in: newPlace)
    }

    mutating func write(_ item: HostPolicy.Written) throws(EntryPath.Problem) {
        let (parent, name) = EntryPath.split(item.path)
        guard !item.path.isEmpty, let place = try makeDirectory(parent) else {
            throw EntryPath.Problem(code: .occupied, reason: "it is the root directory", remedy: "name a path below it")
        }
        let old = tree.child(name, of: place)
        let children = old.flatMap { tree.nodes[$0].children }
        switch item.kind {
        case .file(let bytes):
            guard children == nil else { throw occupied("a directory is where the file is to be") }
            let source = ContentSource(layer: layers, ordinal: UInt32(contents.count))
            tree.make(
                item.attributes, .file(FileContent(size: UInt64(bytes.count), source: source)), as: name, in: place)
            contents.append(bytes)
        case .symbolicLink(let target):
            guard children?.isEmpty != false else {
                throw occupied("a directory with files is where the link is to be")
            }
            tree.make(item.attributes, .symbolicLink(target), as: name, in: place)
        case .directory:
            guard let old else {
                tree.make(item.attributes, .directory([]), as: name, in: place)
                return
            }
            guard children != nil else { throw occupied("something else is where the directory is to be") }
            tree.set(item.attributes, at: old)
        }
    }

    private mutating func makeDirectory(_ path: [UInt8]) throws(EntryPath.Problem) -> Int? {
        let limits = LayerLimits()
        return try tree.directory(path, missing: .make(inodes: .max, depth: limits.depth))
    }

    /// Whether the directory at `place` is `top`, or below it.
    private func contains(_ top: Int, _ place: Int) -> Bool {
        var pending = [top]
        while let next = pending.popLast() {
            if next == place { return true }
            pending.append(contentsOf: (tree.nodes[next].children ?? [:]).values.filter { tree.isDirectory($0) })
        }
        return false
    }

    private func occupied(_ reason: String) -> EntryPath.Problem {
        EntryPath.Problem(code: .occupied, reason: reason, remedy: "add it to `remove`, or move it first")
    }
}
