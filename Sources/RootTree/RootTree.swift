/// A root file system as a value: what a host will see at `/`, and where the bytes of its files are.
///
/// Nodes are inodes; a directory gives names to nodes. A node that has several names is a hard link, as on disk.
/// Node 0 is the root directory. Every other node has at least one name, and directories have exactly one.
package struct RootTree: Sendable, Equatable {
    package var nodes: [Node]

    package static let root = NodeIndex(0)

    package init(root: Attributes = Attributes(mode: 0o755)) {
        nodes = [Node(attributes: root, kind: .directory([]))]
    }

    package subscript(index: NodeIndex) -> Node {
        get { nodes[Int(index.rawValue)] }
        set { nodes[Int(index.rawValue)] = newValue }
    }
}

/// The place of a node in `RootTree.nodes`.
package struct NodeIndex: Hashable, Sendable, Comparable {
    package let rawValue: UInt32

    package init(_ rawValue: UInt32) { self.rawValue = rawValue }

    package static func < (first: NodeIndex, second: NodeIndex) -> Bool { first.rawValue < second.rawValue }
}
