import RootTree

/// Walks from the root directory through all of an image's inodes, each once.
struct TreeReader: ~Copyable {
    private let tables: TreeTables
    private var budget: MemoryBudget
    private var inodes: InodeReader
    private var tree = RootTree()
    private var layouts: [FileLayout?] = []
    private var known: [MetadataReference: Known] = [:]
    private var numbers: Set<UInt32> = []
    /// Directories whose entries are not yet read.
    private var pending: [(node: NodeIndex, directory: DecodedInode.Directory)] = []

    private struct Known {
        let node: NodeIndex
        let number: UInt32
        let type: InodeType
    }

    /// What a node takes in the tree, in `known` and in `numbers`, in bytes.
    private static let nodeCost = 320

    init(_ tables: TreeTables, _ budget: MemoryBudget) {
        self.tables = tables
        self.budget = budget
        inodes = InodeReader(tables)
        tree.nodes = []
    }

    mutating func read<Source: ImageSource & ~Copyable>(
        _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> SquashFSContents {
        let root = try add(tables.superblock.root, &blocks)
        guard root.type.basic == .directory else {
            throw SquashFSError(.damaged, "the root is no directory", path: Array("/".utf8))
        }
        while let (node, directory) = pending.popLast() { try readEntries(of: node, directory, &blocks) }
        return SquashFSContents(tree: tree, layouts: layouts)
    }

    private mutating func readEntries<Source: ImageSource & ~Copyable>(
        of node: NodeIndex, _ directory: DecodedInode.Directory, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) {
        let listing: [DirectoryListing.Entry]
        do throws(SquashFSError) {
            listing = try ListingReader.entries(of: directory, tables, &blocks, &budget)
        } catch { throw SquashFSError(error.code, error.message, path: tree.path(of: node)) }
        var entries: [DirectoryEntry] = []
        entries.reserveCapacity(listing.count)
        for entry in listing {
            do throws(SquashFSError) {
                entries.append(DirectoryEntry(name: entry.name, node: try self.node(of: entry, &blocks)))
            } catch { throw SquashFSError(error.code, error.message, path: tree.path(of: node, then: entry.name)) }
        }
        tree[node].kind = .directory(entries)
    }

    private mutating func node<Source: ImageSource & ~Copyable>(
        of entry: DirectoryListing.Entry, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> NodeIndex {
        let found: Known
        if let earlier = known[entry.inode] {
            guard earlier.type.basic != .directory else {
                throw SquashFSError(.damaged, "this directory has two names, or is inside itself")
            }
            found = earlier
        } else {
            found = try add(entry.inode, &blocks)
        }
        guard found.number == entry.number, found.type.basic == entry.type else {
            throw SquashFSError(.damaged, "the directory entry and its inode differ in number or type")
        }
        return found.node
    }

    /// Reads an inode for the first time.
    private mutating func add<Source: ImageSource & ~Copyable>(
        _ reference: MetadataReference, _ blocks: inout BlockReader<Source>
    ) throws(SquashFSError) -> Known {
        try budget.take(Self.nodeCost)
        let inode = try inodes.read(reference, &blocks, &budget)
        guard numbers.insert(inode.number).inserted else {
            throw SquashFSError(.damaged, "two inodes have the number \(inode.number)")
        }
        let node = NodeIndex(UInt32(tree.nodes.count))
        let kind: Node.Kind
        var layout: FileLayout?
        switch inode.kind {
        case .directory(let directory):
            kind = .directory([])
            pending.append((node, directory))
        case .file(let size, let place):
            kind = .file(FileContent(size: size, source: ContentSource(layer: 0, ordinal: node.rawValue)))
            layout = place
        case .other(let other): kind = other
        }
        tree.nodes.append(Node(attributes: inode.attributes, kind: kind))
        layouts.append(layout)
        let result = Known(node: node, number: inode.number, type: inode.type)
        known[reference] = result
        return result
    }
}
