/// Lays one document over another, as `extends`, roles and `--set` do.
///
/// Maps merge deeply, `null` deletes, lists join as their schema says, everything else is replaced. A value remembers
/// what it replaced, newest first.
package enum Composition {
    package static func compose(_ base: Node, _ over: Node, _ type: ValueType) -> Node {
        switch (base.content, over.content, type) {
        case (.mapping(let below), .mapping(let above), .oneOf(let alternatives)):
            let alternative = alternatives.first { $0.fitsKind(of: over) } ?? .anything
            return Node(.mapping(merge(below, above) { _ in alternative }), origin: base.origin)
        case (.mapping(let below), .mapping(var above), .object(let object)):
            let kept = without(object.alternatives, of: below, for: &above)
            return Node(.mapping(merge(kept, above) { type.below(.key($0)) }), origin: base.origin)
        case (.mapping(let below), .mapping(let above), _):
            return Node(.mapping(merge(below, above) { type.below(.key($0)) }), origin: base.origin)
        case (.sequence(let below), .sequence(let above), .list(let element, .byKey(let keys))):
            return .sequence(merge(below, above, element, keys), origin: over.origin)
        case (.sequence(let below), .sequence(let above), .list(_, .append)):
            return .sequence(below + above, origin: over.origin)
        default:
            var result = over
            result.replaced = over.replaced + [base.withoutHistory] + base.replaced
            return result
        }
    }

    /// The same tree without the keys whose value is null: what is left after composition.
    package static func withoutNulls(_ node: Node) -> Node {
        var result = node
        switch node.content {
        case .scalar: break
        case .sequence(let items): result.content = .sequence(items.filter { !$0.isNull }.map(withoutNulls))
        case .mapping(let mapping):
            result.content = .mapping(
                Mapping(
                    mapping.entries.filter { !$0.value.isNull }.map {
                        .init(key: $0.key, keyOrigin: $0.keyOrigin, value: withoutNulls($0.value))
                    }))
        }
        return result
    }

    /// `below` without those of `keys` whose place another one takes in `above`, which remembers them.
    private static func without(_ keys: [String], of below: Mapping, for above: inout Mapping) -> Mapping {
        guard let taker = above.entries.firstIndex(where: { keys.contains($0.key) && !$0.value.isNull }) else {
            return below
        }
        var result = below
        for entry in below.entries where keys.contains(entry.key) && above[entry.key] == nil {
            result[entry.key] = nil
            above.entries[taker].value.replaced += [entry.value.withoutHistory] + entry.value.replaced
        }
        return result
    }

    private static func merge(_ below: Mapping, _ above: Mapping, _ type: (String) -> ValueType) -> Mapping {
        var places: [String: Int] = [:]
        for (index, entry) in below.entries.enumerated() { places[entry.key] = index }
        var result = below
        for entry in above.entries {
            if let index = places[entry.key] {
                result.entries[index].keyOrigin = entry.keyOrigin
                result.entries[index].value = compose(below.entries[index].value, entry.value, type(entry.key))
            } else {
                result.entries.append(entry)
            }
        }
        return result
    }

    private static func merge(_ below: [Node], _ above: [Node], _ element: ValueType, _ keys: [String]) -> [Node] {
        var result = below
        var places: [String: Int] = [:]
        for (index, item) in below.enumerated() { if let identity = identity(item, keys) { places[identity] = index } }
        for item in above {
            if let identity = identity(item, keys), let index = places[identity] {
                result[index] = compose(result[index], item, element)
            } else {
                result.append(item)
            }
        }
        return result
    }

    /// What makes two items of a list the same: the first of `keys` that is set; without keys, the texts themselves.
    private static func identity(_ item: Node, _ keys: [String]) -> String? {
        if keys.isEmpty { return item.string }
        for key in keys {
            if let scalar = item[key]?.scalar, scalar.value != .null, scalar.value != .integer(0) {
                return key + "\u{0}" + scalar.text
            }
        }
        return nil
    }
}

extension Node {
    fileprivate var withoutHistory: Node {
        var node = self
        node.replaced = []
        return node
    }
}
