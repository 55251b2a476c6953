/// A schema as JSON Schema, for editors and other validators.
///
/// Source: JSON Schema draft 2020-12.
package struct JSONSchemaWriter {
    private let origin: Origin

    package init() {
        origin = .start(of: SourceFile(name: "schema", directory: nil, text: ""))
    }

    /// - Parameter id: the schema's `$id`.
    package func document(_ type: ObjectType, id: String, title: String) -> Node {
        var node = schema(.object(type), nullable: true)
        node["$schema"] = text("https://json-schema.org/draft/2020-12/schema")
        node["$id"] = text(id)
        node["title"] = text(title)
        return node
    }

    /// One value's schema. `null` is allowed everywhere a key may be deleted from a base document.
    func schema(_ type: ValueType, nullable: Bool = false) -> Node {
        switch type {
        case .anything: return mapping([])
        case .boolean: return mapping([kind("boolean", nullable)])
        case .mode: return mapping([kind("integer", nullable), ("minimum", number(0)), ("maximum", number(0o7777))])
        case .integer(let range):
            return mapping([
                kind("integer", nullable), ("minimum", number(range.lowerBound)), ("maximum", number(range.upperBound)),
            ])
        case .string(let rule):
            var entries = [kind("string", nullable)]
            if let pattern = rule.pattern { entries.append(("pattern", text(pattern))) }
            if let allowed = rule.allowed {
                let null = Node(.scalar(Scalar(.null, text: "null", isPlain: true)), origin: origin)
                entries.append(("enum", list(allowed.map(text) + (nullable ? [null] : []))))
            }
            return mapping(entries)
        case .list(let element, _):
            return mapping([kind("array", nullable), ("items", schema(element, nullable: true))])
        case .map(let value, let keys):
            var entries = [kind("object", nullable), ("additionalProperties", schema(value, nullable: true))]
            if keys.pattern != nil || keys.allowed != nil { entries.append(("propertyNames", schema(.string(keys)))) }
            return mapping(entries)
        case .oneOf(let alternatives):
            return mapping([("anyOf", list(alternatives.map { schema($0, nullable: nullable) }))])
        case .object(let object):
            let properties = object.fields.map { field in
                var node = schema(field.type, nullable: true)
                node["description"] = text(field.summary)
                return (field.name, node)
            }
            return mapping([
                kind("object", nullable), ("properties", mapping(properties)),
                ("additionalProperties", .boolean(false, origin: origin)),
            ])
        }
    }

    private func kind(_ name: String, _ nullable: Bool) -> (String, Node) {
        ("type", nullable ? list([text(name), text("null")]) : text(name))
    }

    private func text(_ value: String) -> Node { .string(value, origin: origin) }
    private func number(_ value: Int) -> Node { .integer(value, origin: origin) }
    private func list(_ values: [Node]) -> Node { .sequence(values, origin: origin) }
    private func mapping(_ entries: [(String, Node)]) -> Node { .mapping(entries, origin: origin) }
}
