import Documents

/// Visits the values of a document along its schema; what the schema does not know is left out.
enum SchemaWalk {
    /// A value that is set, and the field it belongs to.
    struct Visit {
        let field: Field
        let entry: Mapping.Entry
        let path: NodePath
    }

    /// Calls `body` for every key that the schema knows and that is not null, outer ones first.
    static func visit(
        _ node: Node, _ object: ObjectType, at path: NodePath = NodePath(), _ body: (Visit) -> Void
    ) {
        guard let mapping = node.mapping else { return }
        for entry in mapping.entries where !entry.value.isNull {
            guard let field = object.field(entry.key) else { continue }
            let here = path / entry.key
            body(Visit(field: field, entry: entry, path: here))
            switch field.type {
            case .object(let inner): visit(entry.value, inner, at: here, body)
            case .list(.object(let inner), _):
                for (index, item) in (entry.value.items ?? []).enumerated() {
                    visit(item, inner, at: here / index, body)
                }
            default: break
            }
        }
    }
}
