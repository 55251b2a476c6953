import Documents

/// Lays profile documents over each other.
enum ProfileLayers {
    /// Lists that share one name space: a path is a file, a directory or a link.
    private static let places = ["files", "directories", "links"]

    /// `over` laid over `base`. A path that `over` makes a thing of another kind leaves the list that it stood in.
    static func compose(_ base: Node, _ over: Node, _ type: ObjectType) -> Node {
        var base = base
        var over = over
        for place in places {
            for (index, item) in (over[["storage", place]]?.items ?? []).enumerated() {
                guard let path = item["path"]?.string else { continue }
                for other in places where other != place && find(path, in: over, other) == nil {
                    guard let old = find(path, in: base, other) else { continue }
                    base = remove(old.index, from: base, other)
                    let steps: [NodePath.Step] = [.key("storage"), .key(place), .index(index)]
                    over = over.changing(steps[...]) { item in
                        var item = item
                        item.replaced.append(old.node)
                        return item
                    }
                }
            }
        }
        return Composition.compose(base, over, .object(type))
    }

    private static func find(_ path: String, in profile: Node, _ place: String) -> (index: Int, node: Node)? {
        (profile[["storage", place]]?.items ?? []).enumerated().first { $0.element["path"]?.string == path }
            .map { ($0.offset, $0.element) }
    }

    private static func remove(_ index: Int, from profile: Node, _ place: String) -> Node {
        let steps: [NodePath.Step] = [.key("storage"), .key(place)]
        return profile.changing(steps[...]) { list in
            var items = list.items ?? []
            items.remove(at: index)
            return .sequence(items, origin: list.origin)
        }
    }
}
