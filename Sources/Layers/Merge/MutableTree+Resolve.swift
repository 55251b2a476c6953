import RootTree
import Values

extension MutableTree {
    /// What to do at a directory's path that is not there, or not a directory.
    enum Missing {
        /// Answer nil.
        case none
        /// Make directories that no layer describes, at most this many inodes in all and names in a path.
        case make(inodes: Int, depth: Int)
    }

    /// The directory at `path`, with symbolic links followed as if the tree were `/`.
    ///
    /// This is how container engines unpack below a link (`/lib` → `usr/lib`): the link is resolved inside the root, so
    /// it leads out of nothing. A `..` of a target that would climb above the root is an error, or stops there.
    /// - Parameter isReplaced: paths whose links are not followed (nil is answered), since something else comes there.
    mutating func directory(
        _ path: [UInt8], missing: Missing, isReplaced: OwnPaths = OwnPaths()
    ) throws(EntryPath.Problem) -> Int? {
        var trail = [Self.root]
        var pending = Array(EntryPath.names(path).reversed())
        var links = 0
        while let name = pending.popLast() {
            if name == EntryPath.dot { continue }
            if name == EntryPath.dotDot {
                guard trail.count > 1 || !refusesLinksAboveRoot else { throw Self.aboveRoot }
                if trail.count > 1 { trail.removeLast() }
                continue
            }
            let current = trail[trail.count - 1]
            guard let child = child(name, of: current) else {
                guard case .make(let inodes, let depth) = missing else { return nil }
                try checkRoom(inodes, depth, trail.count, name)
                trail.append(make(Self.implied, .directory([]), as: name, in: current))
                continue
            }
            switch nodes[child].kind {
            case .directory: trail.append(child)
            case .symbolicLink(let target):
                if links == 0, !isReplaced.isEmpty, isReplaced.contains(prefix(of: path, names: trail.count)) {
                    return nil
                }
                links += 1
                guard links <= Self.mostLinks else {
                    throw EntryPath.Problem(
                        code: .linkLoop, reason: "symbolic links in its path lead round in a circle",
                        remedy: "remove one of the links")
                }
                if target.first == EntryPath.slash { trail = [Self.root] }
                pending.append(contentsOf: EntryPath.names(target).reversed())
            default:
                if case .none = missing { return nil }
                throw EntryPath.Problem(
                    code: .parentNotDirectory, reason: "`\(printable(Array(name)))` in its path is not a directory",
                    remedy: "let the layer say what replaces it")
            }
        }
        return trail.last
    }

    private static let aboveRoot = EntryPath.Problem(
        code: .linkAboveRoot, reason: "a symbolic link in its path leads out of the root",
        remedy: Oddity.linkAboveRoot.remedy("remove the link, or store the entry where it belongs"))

    /// As many links as container engines follow.
    private static let mostLinks = 255

    private func checkRoom(
        _ inodes: Int, _ depth: Int, _ level: Int, _ name: Name
    ) throws(EntryPath.Problem) {
        guard nodes.count < inodes else {
            throw EntryPath.Problem(
                code: .tooManyEntries, reason: "the merged tree holds more than \(inodes) inodes",
                remedy: LayerLimits.remedy("--max-entries"))
        }
        guard level < depth, name.count <= 255, !Whiteout.isReserved(name) else {
            throw EntryPath.Problem(
                code: .tooDeep, reason: "a symbolic link in its path leads to a place that is too deep or has no name",
                remedy: "remove the link")
        }
    }

    /// The first names of `path`, joined.
    private func prefix(of path: [UInt8], names: Int) -> [UInt8] {
        Array(EntryPath.names(path).prefix(names).joined(separator: [EntryPath.slash]))
    }
}
