package import RootTree
import SquashFS

/// Which segment of the image each file's data stands in, and in which order.
///
/// Segments: the boot set in its own order; the files of each layer, the bottom one first; the files that the host
/// policy made. Inside a layer's segment the order is that of the paths, so that a change stays local.
struct SegmentPlan {
    /// The boot set, then one for each layer, then the policy's.
    private(set) var segments: [[SegmentFile]]

    /// - Parameters:
    ///   - layers: how many there are; what comes from a higher number was made by the policy.
    ///   - bootOrder: paths in the tree, without a slash at either end; those that are no file there are left out.
    init(_ tree: RootTree, layers: Int, bootOrder: [[UInt8]] = []) {
        segments = Array(repeating: [], count: layers + 2)
        var planned: Set<ContentSource> = []
        for path in bootOrder {
            guard let content = tree.file(at: path), content.size > 0, planned.insert(content.source).inserted else {
                continue
            }
            segments[0].append(SegmentFile(source: content.source, path: path))
        }
        tree.forEachFile { path, content in
            guard content.size > 0, planned.insert(content.source).inserted else { return }
            let segment = min(Int(content.source.layer), layers) + 1
            segments[segment].append(SegmentFile(source: content.source, path: path))
        }
    }
}

extension RootTree {
    /// Calls `body` for every name of every regular file, in the order of the names; the path has no slash in front.
    func forEachFile(_ body: ([UInt8], FileContent) -> Void) {
        var pending: [(path: [UInt8], node: NodeIndex)] = [([], Self.root)]
        while let (path, node) = pending.popLast() {
            switch self[node].kind {
            case .file(let content): body(path, content)
            case .directory(let entries):
                let prefix = path.isEmpty ? [] : path + [UInt8(ascii: "/")]
                for entry in entries.reversed() { pending.append((prefix + entry.name, entry.node)) }
            default: break
            }
        }
    }

    /// The regular file at a path without a slash in front; symbolic links are followed, inside the tree.
    func file(at path: [UInt8]) -> FileContent? {
        guard let node = node(at: path), case .file(let content) = self[node].kind else { return nil }
        return content
    }

    /// What stands at a path, symbolic links followed; nil where there is nothing.
    package func node(at path: [UInt8]) -> NodeIndex? {
        var trail = [Self.root]
        var names = Array(path.split(separator: UInt8(ascii: "/")).reversed())
        // As many links as Linux follows.
        var links = 40
        while let name = names.popLast() {
            if name.elementsEqual([0x2E]) { continue }
            if name.elementsEqual([0x2E, 0x2E]) {
                if trail.count > 1 { trail.removeLast() }
                continue
            }
            guard case .directory(let entries) = self[trail[trail.count - 1]].kind,
                let entry = entries.first(where: { $0.name.elementsEqual(name) })
            else { return nil }
            guard case .symbolicLink(let target) = self[entry.node].kind else {
                trail.append(entry.node)
                continue
            }
            links -= 1
            guard links > 0 else { return nil }
            if target.first == UInt8(ascii: "/") { trail = [Self.root] }
            names += target.split(separator: UInt8(ascii: "/")).reversed()
        }
        return trail.last
    }
}
