import RootTree

/// A root file system that is being put together. Places are indices into `nodes`; what has no name left stays there
/// unseen until the tree is frozen.
struct MutableTree {
    typealias Name = ArraySlice<UInt8>

    struct Inode {
        var attributes: Attributes
        /// A directory's names are in `children`; the list in `kind` stays empty.
        var kind: Node.Kind
        /// nil for everything but directories.
        var children: [Name: Int]?
    }

    private(set) var nodes: [Inode] = []
    /// Else `..` at the root stays there, as on disk.
    var refusesLinksAboveRoot = false
    static let root = 0

    /// What a directory gets that no layer describes.
    static let implied = Attributes(mode: 0o755)

    init() { nodes = [Inode(attributes: Self.implied, kind: .directory([]), children: [:])] }

    /// The same tree, to be changed. Places are the tree's node indices.
    init(_ tree: RootTree) {
        nodes = tree.nodes.map { node in
            guard case .directory(let entries) = node.kind else {
                return Inode(attributes: node.attributes, kind: node.kind, children: nil)
            }
            let children = Dictionary(uniqueKeysWithValues: entries.map { ($0.name[...], Int($0.node.rawValue)) })
            return Inode(attributes: node.attributes, kind: .directory([]), children: children)
        }
    }

    func isDirectory(_ place: Int) -> Bool { nodes[place].children != nil }

    func child(_ name: Name, of place: Int) -> Int? { nodes[place].children?[name] }

    mutating func set(_ attributes: Attributes, at place: Int) { nodes[place].attributes = attributes }

    /// Gives `name` in the directory at `place` to the inode `child`, in place of what had it.
    mutating func link(_ child: Int, as name: Name, in place: Int) { nodes[place].children?[name] = child }

    mutating func unlink(_ name: Name, in place: Int) { nodes[place].children?[name] = nil }

    mutating func removeChildren(of place: Int) { nodes[place].children?.removeAll() }

    /// Makes an inode without a name.
    mutating func add(_ attributes: Attributes, _ kind: Node.Kind) -> Int {
        let isDirectory = if case .directory = kind { true } else { false }
        nodes.append(Inode(attributes: attributes, kind: kind, children: isDirectory ? [:] : nil))
        return nodes.count - 1
    }

    /// Makes an inode and gives it `name` in the directory at `place`.
    @discardableResult
    mutating func make(_ attributes: Attributes, _ kind: Node.Kind, as name: Name, in place: Int) -> Int {
        let child = add(attributes, kind)
        link(child, as: name, in: place)
        return child
    }

    /// The tree as a value: nodes are numbered directory by directory from the root, names in the order of their bytes.
    func frozen() -> RootTree {
        var numbers: [Int: UInt32] = [Self.root: 0]
        var order = [Self.root]
        var result = RootTree()
        result.nodes.removeAll(keepingCapacity: true)
        var next = 0
        while next < order.count {
            let inode = nodes[order[next]]
            next += 1
            var kind = inode.kind
            if let children = inode.children {
                let sorted = children.sorted { $0.key.lexicographicallyPrecedes($1.key) }
                kind = .directory(
                    sorted.map { name, place in
                        let number = numbers[place] ?? UInt32(order.count)
                        if numbers.updateValue(number, forKey: place) == nil { order.append(place) }
                        return DirectoryEntry(name: Array(name), node: NodeIndex(number))
                    })
            }
            result.nodes.append(Node(attributes: inode.attributes, kind: kind))
        }
        return result
    }
}
