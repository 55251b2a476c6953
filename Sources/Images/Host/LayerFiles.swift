package import Layers
package import RootTree

/// The files of merged layers, and their bytes where they are asked for.
package final class LayerFiles {
    package let tree: RootTree
    private let stack: LayerStack
    private var bytes: [ContentSource: [UInt8]]
    /// Which file each path was found to be that was asked for.
    private(set) var used: [[UInt8]: ContentSource] = [:]

    /// - Parameter bytes: of the files that are known already.
    init(_ tree: RootTree, _ stack: LayerStack, bytes: [ContentSource: [UInt8]]) {
        self.tree = tree
        self.stack = stack
        self.bytes = bytes
    }

    /// The bytes of a file; nil where there is none. Symbolic links are followed.
    /// - Parameter path: from the root, without a slash in front.
    package func bytes(of path: String) throws(LayerErrors) -> [UInt8]? {
        guard let content = content(Array(path.utf8)) else { return nil }
        try load([content.source])
        return bytes[content.source] ?? []
    }

    /// The regular files that match, in the order of their paths.
    package func files(matching globs: GlobSet) throws(LayerErrors) -> [(path: String, bytes: [UInt8])] {
        let found = tree.files(matching: globs)
        for file in found { used[file.path] = file.content.source }
        try load(Set(found.map(\.content.source)))
        return found.map { (String(decoding: $0.path, as: UTF8.self), bytes[$0.content.source] ?? []) }
    }

    private func content(_ path: [UInt8]) -> FileContent? {
        let place: RootTree.Place? = try? tree.find(path, followsLast: true)
        guard let place, case .file(let content) = tree[place.node].kind else { return nil }
        used[path] = content.source
        return content
    }

    /// Reads what is not known yet: each layer once, for all files that are wanted of it.
    private func load(_ sources: Set<ContentSource>) throws(LayerErrors) {
        let missing = Dictionary(grouping: sources.filter { bytes[$0] == nil }, by: \.layer)
        for (layer, sources) in missing.sorted(by: { $0.key < $1.key }) {
            let reader = try LayerReader(
                stack.layers[Int(layer)], number: layer, filter: .exactly(Set(sources.map(\.ordinal))),
                limits: stack.limits, takesDigest: false)
            while let file = try reader.nextFile() {
                var collected = CollectedFile(size: file.size)
                while let block = try reader.nextBlock() { collected.append(block) }
                bytes[file.source] = collected.complete
            }
        }
    }
}
