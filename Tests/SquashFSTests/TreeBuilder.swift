import RootTree
import SquashFS
import TestSupport

import struct RootTree.RootTree

/// A tree with the bytes of its files.
struct TreeBuilder {
    /// A file's bytes: zeros, and what stands at some offsets.
    struct Bytes {
        let size: UInt64
        var pieces: [(offset: UInt64, bytes: [UInt8])]
    }

    private(set) var tree: RootTree
    private(set) var contents: [Bytes] = []

    init(root: Attributes = Attributes(mode: 0o755)) { tree = RootTree(root: root) }

    /// A new node with its first name.
    @discardableResult
    mutating func add(
        _ name: [UInt8], in directory: NodeIndex = RootTree.root, _ kind: Node.Kind,
        _ attributes: Attributes = Attributes(mode: 0o644)
    ) -> NodeIndex {
        let node = NodeIndex(UInt32(tree.nodes.count))
        tree.nodes.append(Node(attributes: attributes, kind: kind))
        link(name, in: directory, node)
        return node
    }

    @discardableResult
    mutating func add(
        _ name: String, in directory: NodeIndex = RootTree.root, _ kind: Node.Kind,
        _ attributes: Attributes = Attributes(mode: 0o644)
    ) -> NodeIndex {
        add(Array(name.utf8), in: directory, kind, attributes)
    }

    @discardableResult
    mutating func addDirectory(
        _ name: String, in directory: NodeIndex = RootTree.root, _ attributes: Attributes = Attributes(mode: 0o755)
    ) -> NodeIndex {
        add(name, in: directory, .directory([]), attributes)
    }

    @discardableResult
    mutating func addFile(
        _ name: String, in directory: NodeIndex = RootTree.root, _ bytes: [UInt8],
        _ attributes: Attributes = Attributes(mode: 0o644)
    ) -> NodeIndex {
        addFile(
            Array(name.utf8), in: directory, Bytes(size: UInt64(bytes.count), pieces: [(0, bytes)]), attributes)
    }

    @discardableResult
    mutating func addFile(
        _ name: [UInt8], in directory: NodeIndex = RootTree.root, _ bytes: Bytes,
        _ attributes: Attributes = Attributes(mode: 0o644)
    ) -> NodeIndex {
        contents.append(bytes)
        let source = ContentSource(layer: 0, ordinal: UInt32(contents.count - 1))
        return add(name, in: directory, .file(FileContent(size: bytes.size, source: source)), attributes)
    }

    /// One more name for a node.
    mutating func link(_ name: [UInt8], in directory: NodeIndex = RootTree.root, _ node: NodeIndex) {
        guard case .directory(var entries) = tree[directory].kind else { return }
        let entry = DirectoryEntry(name: name, node: node)
        tree[directory].kind = .directory([])
        if let last = entries.last, !last.name.lexicographicallyPrecedes(name) {
            let place = entries.firstIndex { name.lexicographicallyPrecedes($0.name) } ?? entries.count
            entries.insert(entry, at: place)
        } else {
            entries.append(entry)
        }
        tree[directory].kind = .directory(entries)
    }

    /// Nodes without names, for directories whose entries are set at once.
    mutating func appendNodes(count: Int) {
        tree.nodes += repeatElement(Node(attributes: Attributes(mode: 0o600), kind: .fifo), count: count)
    }

    mutating func setEntries(_ entries: [DirectoryEntry], of node: NodeIndex) { tree[node].kind = .directory(entries) }

    /// What the writer asks for.
    var reader: ContentReader {
        let contents = contents
        return { content, offset, buffer in
            buffer.initializeMemory(as: UInt8.self, repeating: 0)
            for piece in contents[Int(content.source.ordinal)].pieces {
                let start = max(piece.offset, offset)
                let end = min(piece.offset + UInt64(piece.bytes.count), offset + UInt64(buffer.count))
                guard start < end else { continue }
                let target = UnsafeMutableRawBufferPointer(rebasing: buffer[Int(start - offset)..<Int(end - offset)])
                target.copyBytes(from: piece.bytes[Int(start - piece.offset)..<Int(end - piece.offset)])
            }
        }
    }

    /// The image in memory.
    func image(_ options: ImageOptions = ImageOptions()) throws(SquashFSError) -> [UInt8] {
        var output = MemoryImage()
        try SquashFSWriter.write(tree, options: options, to: &output, content: reader)
        return output.bytes
    }
}
