package import Documents

/// Joins two configurations as Ignition does: what the child sets wins, mappings join deeply, list items join by their
/// keys and others follow, `options`, `mountOptions` and `append` are strung together.
///
/// Source: `config/merge/merge.go` of Ignition. Both configurations must follow Ignition's words; neither need be valid.
package enum IgnitionMerge {
    /// `child` over `parent`. A value that displaced another holds it in `replaced`.
    package static func merge(_ parent: Node, _ child: Node) -> Node {
        merge(parent, child, IgnitionSchema.config)
    }

    private static func merge(_ parent: Node, _ child: Node, _ object: ObjectType) -> Node {
        guard let older = parent.mapping, let newer = child.mapping else { return replacing(parent, child) }
        let context = SharedKeys(newer, object)
        var result = Mapping()
        for entry in older.entries where newer[entry.key] == nil {
            guard let value = remaining(entry, object, context) else { continue }
            result.entries.append(.init(key: entry.key, keyOrigin: entry.keyOrigin, value: value))
        }
        for entry in newer.entries {
            guard let field = object.field(entry.key), let before = older[entry.key], !before.isNull else {
                result.entries.append(entry)
                continue
            }
            result.entries.append(
                .init(key: entry.key, keyOrigin: entry.keyOrigin, value: merge(before, entry.value, field, context)))
        }
        return Node(.mapping(result), origin: child.origin, replaced: child.replaced)
    }

    /// A list of the parent alone, without the items that another list of the child has taken over.
    private static func remaining(_ entry: Mapping.Entry, _ object: ObjectType, _ context: SharedKeys) -> Node? {
        guard let field = object.field(entry.key), case .list(_, .byKey(let keys)) = field.type,
            let items = entry.value.items
        else { return entry.value }
        let kept = items.filter { !context.isTaken($0, field, keys) }
        if kept.isEmpty, !items.isEmpty { return nil }
        return Node(.sequence(kept), origin: entry.value.origin, replaced: entry.value.replaced)
    }

    private static func merge(_ parent: Node, _ child: Node, _ field: Field, _ context: SharedKeys) -> Node {
        if child.isNull { return parent }
        switch field.type {
        case .object(let object): return merge(parent, child, object)
        case .list(let element, .byKey(let keys)):
            guard let older = parent.items, let newer = child.items else { return replacing(parent, child) }
            let items = merge(older, newer, element, keys, field, context)
            return Node(
                .sequence(items), origin: newer.isEmpty ? parent.origin : child.origin, replaced: child.replaced)
        case .list(_, .append):
            guard let older = parent.items, let newer = child.items else { return replacing(parent, child) }
            return Node(
                .sequence(older + newer), origin: newer.isEmpty ? parent.origin : child.origin, replaced: child.replaced
            )
        default: return replacing(parent, child)
        }
    }

    private static func merge(
        _ older: [Node], _ newer: [Node], _ element: ValueType, _ keys: [String], _ field: Field, _ context: SharedKeys
    ) -> [Node] {
        var byKey: [String: Node] = [:]
        for item in newer { if let key = MergeKey.key(of: item, keys) { byKey[key] = item } }
        var seen: Set<String> = []
        var result: [Node] = []
        for item in older {
            let key = MergeKey.key(of: item, keys)
            if let key { seen.insert(key) }
            if let key, let mine = byKey[key] {
                if field.name == "httpHeaders", mine["value"]?.isNull ?? true { continue }
                if case .object(let object) = element {
                    result.append(merge(item, mine, object))
                } else {
                    result.append(mine)
                }
            } else if !context.isTaken(item, field, keys) {
                result.append(item)
            }
        }
        return result + newer.filter { item in MergeKey.key(of: item, keys).map { !seen.contains($0) } ?? true }
    }

    private static func replacing(_ parent: Node, _ child: Node) -> Node {
        Node(child.content, origin: child.origin, replaced: child.replaced + [parent] + parent.replaced)
    }
}

/// The keys of a child's lists, by the name spaces that several lists share.
private struct SharedKeys {
    private var lists: [String: String] = [:]

    init(_ mapping: Mapping, _ object: ObjectType) {
        for entry in mapping.entries {
            guard let field = object.field(entry.key), case .list(_, .byKey(let keys)) = field.type else { continue }
            let space = MergeKey.namespace(of: field)
            guard space != field.name else { continue }
            for item in entry.value.items ?? [] {
                if let key = MergeKey.key(of: item, keys) { lists[space + "\0" + key] = field.name }
            }
        }
    }

    /// Whether the child has this item in another list.
    func isTaken(_ item: Node, _ field: Field, _ keys: [String]) -> Bool {
        let space = MergeKey.namespace(of: field)
        guard space != field.name, let key = MergeKey.key(of: item, keys), let list = lists[space + "\0" + key] else {
            return false
        }
        return list != field.name
    }
}
