import RootTree
import SquashFS

/// Which segment of the image each file's data stands in, and in which order.
///
/// Segments: the boot set in its own order; the files of each layer, the bottom one first; the files that the host
/// policy made. Inside a layer's segment the order is that of the paths, so that a change stays local.
struct SegmentPlan {
    /// The boot set, then one for each layer, then the policy's.
    private(set) var segments: [[SegmentFile]]
    /// The place of the boot set in `segments`.
    static let bootSet = 0

    /// - Parameters:
    ///   - layers: how many there are; what comes from a higher number was made by the policy.
    ///   - bootOrder: paths in the tree; those that are no file there are left out.
    init(_ tree: RootTree, layers: Int, bootOrder: [[UInt8]] = []) {
        segments = Array(repeating: [], count: layers + 2)
        var planned: Set<ContentSource> = []
        func plan(_ place: RootTree.Place, _ segment: Int?) {
            guard case .file(let content) = tree[place.node].kind, content.size > 0,
                planned.insert(content.source).inserted
            else { return }
            let segment = segment ?? min(Int(content.source.layer), layers) + 1
            segments[segment].append(SegmentFile(source: content.source, path: place.path))
        }
        for path in bootOrder {
            let place: RootTree.Place? = try? tree.find(path, followsLast: true)
            if let place { plan(place, Self.bootSet) }
        }
        for place in TreeWalk(tree, from: RootTree.Place(path: [UInt8(ascii: "/")], node: RootTree.root)) {
            plan(place, nil)
        }
    }
}
