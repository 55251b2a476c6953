import RootTree

/// The numbers of the inodes, and the order in which inodes and directories are written.
///
/// A directory's entries are numbered together, in the order of their names, after everything below them has been
/// numbered; the root comes last. So entries of a directory stand close together in the inode table (one header serves
/// up to 256 of them), each directory is written before the inode that points to it, and the same tree always has the
/// same numbers. A node with several names has its number from the first. Nodes without a name have none.
struct InodeOrder {
    /// The node with number `n` stands at `n - 1`.
    private(set) var nodes: [NodeIndex] = []
    /// Each directory behind the directories in it.
    private(set) var directories: [Directory] = []
    /// By node; 0 for nodes without a name.
    private(set) var numbers: [UInt32]
    /// How many names each node has; for directories, as stat(2) counts: 2 and one for each directory inside.
    private(set) var links: [UInt32]
    /// The directory that each directory is in; the root's is the root.
    private(set) var parents: [NodeIndex: NodeIndex] = [:]

    struct Directory {
        let node: NodeIndex
        let entries: [DirectoryEntry]
        /// The places in `nodes` of what is numbered with this directory.
        let numbered: Range<Int>
    }

    private struct Frame {
        let node: NodeIndex
        let entries: [DirectoryEntry]
        var next = 0
    }

    init(_ tree: RootTree) throws(SquashFSError) {
        numbers = Array(repeating: 0, count: tree.nodes.count)
        links = Array(repeating: 0, count: tree.nodes.count)
        guard case .directory(let entries)? = tree.nodes.first?.kind else {
            throw SquashFSError(.invalidTree, "the root is no directory", path: Array("/".utf8))
        }
        links[0] = 2
        parents[RootTree.root] = RootTree.root
        try Self.check(entries, of: RootTree.root, in: tree)
        var stack = [Frame(node: RootTree.root, entries: entries)]
        while let frame = stack.last {
            if let child = try nextDirectory(in: &stack[stack.count - 1], tree) {
                stack.append(child)
            } else {
                number(frame)
                stack.removeLast()
            }
        }
        numbers[0] = UInt32(nodes.count + 1)
        nodes.append(RootTree.root)
    }

    /// Moves past the next directory in a frame.
    private mutating func nextDirectory(in frame: inout Frame, _ tree: RootTree) throws(SquashFSError) -> Frame? {
        while frame.next < frame.entries.count {
            let node = frame.entries[frame.next].node
            frame.next += 1
            guard case .directory(let entries) = tree[node].kind else {
                links[Int(node.rawValue)] += 1
                continue
            }
            guard parents.updateValue(frame.node, forKey: node) == nil else {
                throw SquashFSError(
                    .invalidTree, "this directory has two names, or is inside itself", path: tree.path(of: node))
            }
            links[Int(frame.node.rawValue)] += 1
            links[Int(node.rawValue)] = 2
            try Self.check(entries, of: node, in: tree)
            return Frame(node: node, entries: entries)
        }
        return nil
    }

    private mutating func number(_ frame: Frame) {
        let first = nodes.count
        for entry in frame.entries where numbers[Int(entry.node.rawValue)] == 0 {
            nodes.append(entry.node)
            numbers[Int(entry.node.rawValue)] = UInt32(nodes.count)
        }
        directories.append(Directory(node: frame.node, entries: frame.entries, numbered: first..<nodes.count))
    }

    /// Readers look names up on the promise that they are sorted.
    private static func check(
        _ entries: [DirectoryEntry], of node: NodeIndex, in tree: RootTree
    ) throws(SquashFSError) {
        var previous: [UInt8]?
        for entry in entries {
            let path = { tree.path(of: node, then: entry.name) }
            guard isEntryName(entry.name) else {
                throw SquashFSError(.invalidTree, "this is no name for a directory entry", path: path())
            }
            guard entry.name.count <= longestName else {
                throw SquashFSError(
                    .nameTooLong, "the name has \(entry.name.count) bytes; SquashFS holds \(longestName)",
                    path: path())
            }
            if let previous, !previous.lexicographicallyPrecedes(entry.name) {
                throw SquashFSError(
                    .invalidTree, "the name stands twice, or not in the order of its bytes", path: path())
            }
            guard entry.node.rawValue < tree.nodes.count, entry.node != RootTree.root else {
                throw SquashFSError(.invalidTree, "the entry has no node", path: path())
            }
            previous = entry.name
        }
    }

    /// Bytes (fs/squashfs/squashfs_fs.h, `SQUASHFS_NAME_LEN`).
    static let longestName = 256
}

/// Whether a directory may have an entry of this name.
func isEntryName(_ name: [UInt8]) -> Bool {
    !name.isEmpty && !name.contains(0) && !name.contains(UInt8(ascii: "/")) && name != [0x2E] && name != [0x2E, 0x2E]
}
