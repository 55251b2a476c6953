/// Reading a tree. Every accessor answers nil where the shape is another one: the schema has reported it by then.
extension Node {
    package var mapping: Mapping? {
        if case .mapping(let mapping) = content { mapping } else { nil }
    }

    package var items: [Node]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    package var scalar: Scalar? {
        if case .scalar(let scalar) = content { scalar } else { nil }
    }

    package var string: String? {
        if case .string(let text) = scalar?.value { text } else { nil }
    }

    package var integer: Int? {
        if case .integer(let number) = scalar?.value { number } else { nil }
    }

    package var boolean: Bool? {
        if case .boolean(let flag) = scalar?.value { flag } else { nil }
    }

    package var isNull: Bool { scalar?.value == .null }

    /// Whether it is null, `{}` or `[]`: what Ignition takes for absent.
    package var isEmpty: Bool {
        switch content {
        case .scalar(let scalar): scalar.value == .null
        case .sequence(let items): items.isEmpty
        case .mapping(let mapping): mapping.entries.isEmpty
        }
    }

    package subscript(key: String) -> Node? {
        get { mapping?[key] }
        set {
            var mapping = mapping ?? Mapping()
            mapping[key] = newValue
            content = .mapping(mapping)
        }
    }

    /// The value below a chain of keys.
    package subscript(path: [String]) -> Node? {
        path.reduce(Node?.some(self)) { node, key in node?[key] }
    }

    /// The value at `path`; nil where the path leaves the tree.
    package subscript(path: NodePath) -> Node? {
        var node = self
        for step in path.steps {
            switch (step, node.content) {
            case (.key(let key), .mapping(let mapping)):
                guard let next = mapping[key] else { return nil }
                node = next
            case (.index(let index), .sequence(let items)):
                guard items.indices.contains(index) else { return nil }
                node = items[index]
            default: return nil
            }
        }
        return node
    }

    /// The same tree with the value at `steps` changed; the tree as it is where the way leaves it.
    package func changing(_ steps: ArraySlice<NodePath.Step>, _ change: (Node) -> Node) -> Node {
        guard let step = steps.first else { return change(self) }
        var result = self
        switch (step, content) {
        case (.key(let key), .mapping(var mapping)):
            guard let index = mapping.entries.firstIndex(where: { $0.key == key }) else { return self }
            mapping.entries[index].value = mapping.entries[index].value.changing(steps.dropFirst(), change)
            result.content = .mapping(mapping)
        case (.index(let index), .sequence(var items)):
            guard items.indices.contains(index) else { return self }
            items[index] = items[index].changing(steps.dropFirst(), change)
            result.content = .sequence(items)
        default: return self
        }
        return result
    }

    /// The texts of a list of strings.
    package var strings: [String] { (items ?? []).compactMap(\.string) }

    /// Every value of the tree with its path, when the tree itself stands at `path`.
    package func places(from path: NodePath) -> [(path: NodePath, origin: Origin)] {
        let below =
            switch content {
            case .scalar: [(path: NodePath, origin: Origin)]()
            case .sequence(let items): items.enumerated().flatMap { $1.places(from: path / $0) }
            case .mapping(let mapping): mapping.entries.flatMap { $0.value.places(from: path / $0.key) }
            }
        return [(path, origin)] + below
    }

    /// "a string", "a list", …: what a type error calls it.
    package var kindName: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: "null"
            case .boolean: "a boolean"
            case .integer: "an integer"
            case .float: "a number"
            case .string: "a string"
            case .bytes: "binary data"
            }
        }
    }
}

/// Same value, wherever it stands: origins do not count, the order of keys does not count.
extension Node: Equatable {
    package static func == (left: Node, right: Node) -> Bool {
        switch (left.content, right.content) {
        case (.scalar(let left), .scalar(let right)): left.value == right.value
        case (.sequence(let left), .sequence(let right)): left == right
        case (.mapping(let left), .mapping(let right)):
            left.entries.count == right.entries.count && left.isContained(in: right)
        default: false
        }
    }
}

extension Mapping {
    /// Whether every entry stands in `other` with the same value. Large mappings are looked up by hash.
    fileprivate func isContained(in other: Mapping) -> Bool {
        guard entries.count > 16 else { return entries.allSatisfy { other[$0.key] == $0.value } }
        let values = Dictionary(other.entries.map { ($0.key, $0.value) }) { first, _ in first }
        return entries.allSatisfy { values[$0.key] == $0.value }
    }
}
