import Documents

extension ConfigRules {
    /// Two items that Ignition would take for one.
    mutating func checkDuplicates() { checkDuplicates(config, IgnitionSchema.config, NodePath()) }

    private mutating func checkDuplicates(_ node: Node, _ object: ObjectType, _ path: NodePath) {
        var seen: [String: Node] = [:]
        for entry in node.mapping?.entries ?? [] {
            guard let field = object.field(entry.key) else { continue }
            let here = path / entry.key
            switch field.type {
            case .object(let inner): checkDuplicates(entry.value, inner, here)
            case .list(let element, let merge):
                let items = entry.value.items ?? []
                if case .object(let inner) = element {
                    for (index, item) in items.enumerated() { checkDuplicates(item, inner, here / index) }
                }
                guard case .byKey(let keys) = merge else { continue }
                for (index, item) in items.enumerated() {
                    guard let key = MergeKey.key(of: item, keys) else { continue }
                    let first = seen.updateValue(item, forKey: MergeKey.namespace(of: field) + "\0" + key)
                    if let first { reportDuplicate(item, of: first, field, keys, here / index) }
                }
            default: break
            }
        }
    }

    private mutating func reportDuplicate(
        _ item: Node, of first: Node, _ field: Field, _ keys: [String], _ path: NodePath
    ) {
        let key = keys.first { !(item[$0]?.isNull ?? true) }
        let value = (key.flatMap { item[$0] } ?? item).scalar?.text ?? ""
        guard !value.isEmpty else { return }
        let isPath = MergeKey.namespace(of: field) == "paths"
        error(
            isPath ? .twoOwners : .conflictingValues,
            isPath
                ? "two entries own `\(shortened(value))`" : "`\(shortened(value))` stands twice in \(word(field.name))",
            at: path, remedy: isPath ? "keep one of them, or join them" : "remove one of them",
            notes: [.init("it stands here first", at: first.origin.firstLine)])
    }
}
