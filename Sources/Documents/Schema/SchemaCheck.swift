import Values

/// Compares a document with its schema and reports every difference.
package struct SchemaCheck {
    /// Whether `null` may stand for "delete what the base said" (a document before it is composed).
    package var allowsNull = true
    /// Whether required keys must be there (a document after it is composed).
    package var requiresAll = false
    /// The severity of a key that the schema does not know.
    package var unknownKey = Diagnostic.Severity.error
    package var diagnostics = Diagnostics()

    package init() {}

    package mutating func check(_ node: Node, _ type: ValueType, at path: NodePath = NodePath()) {
        if node.isNull {
            guard !allowsNull else { return }
            return wrongType(node, type, path)
        }
        switch type {
        case .anything: break
        case .boolean: if node.boolean == nil { wrongType(node, type, path) }
        case .string(let rule): check(node, string: rule, path)
        case .mode: check(node, integer: 0...0o7777, type, path)
        case .integer(let range): check(node, integer: range, type, path)
        case .list(let element, _):
            guard let items = node.items else { return wrongType(node, type, path) }
            for (index, item) in items.enumerated() { check(item, element, at: path / index) }
        case .map(let value, let keys):
            guard let mapping = node.mapping else { return wrongType(node, type, path) }
            for entry in mapping.entries {
                check(entry, key: keys, path)
                check(entry.value, value, at: path / entry.key)
            }
        case .object(let object):
            guard let mapping = node.mapping else { return wrongType(node, type, path) }
            check(mapping, object, node, path)
        case .oneOf(let alternatives):
            guard let fitting = alternatives.first(where: { $0.fitsKind(of: node) }) else {
                return wrongType(node, type, path)
            }
            check(node, fitting, at: path)
        }
    }

    private mutating func check(_ mapping: Mapping, _ object: ObjectType, _ node: Node, _ path: NodePath) {
        for entry in mapping.entries {
            if let field = object.field(entry.key) {
                check(entry.value, field.type, at: path / entry.key)
            } else {
                let near = nearestName(to: entry.key, among: object.fields.map(\.name))
                let known = object.fields.map(\.name).sorted().joined(separator: ", ")
                diagnostics.add(
                    Diagnostic(
                        unknownKey, .unknownKey,
                        "there is no key `\(entry.key)` in \(path.steps.isEmpty ? "this document" : "`\(path)`")",
                        at: path / entry.key, origin: entry.keyOrigin,
                        remedy: near.map { "did you mean `\($0)`?" } ?? "the keys here are: \(known)"))
            }
        }
        guard requiresAll else { return }
        for field in object.fields where field.isRequired && (mapping[field.name]?.isNull ?? true) {
            diagnostics.error(
                .missingValue, "`\(path / field.name)` is missing", at: path / field.name,
                origin: node.origin.firstLine,
                remedy: "add `\(field.name):` with \(field.type.expectation)")
        }
    }

    private mutating func check(_ entry: Mapping.Entry, key rule: StringRule, _ path: NodePath) {
        guard !rule.accepts(entry.key) else { return }
        diagnostics.error(
            .wrongValue, "a key of `\(path)` must be \(rule.expectation), not `\(shortened(entry.key))`",
            at: path / entry.key, origin: entry.keyOrigin, remedy: rule.remedy(entry.key))
    }

    private mutating func check(_ node: Node, string rule: StringRule, _ path: NodePath) {
        guard let text = node.string else { return wrongType(node, .string(rule), path) }
        guard !rule.accepts(text) else { return }
        let near = rule.allowed.flatMap { nearestName(to: text, among: $0) }
        diagnostics.error(
            .wrongValue, "`\(path)` must be \(rule.expectation), not `\(shortened(text))`", at: path,
            origin: node.origin,
            remedy: near.map { "did you mean `\($0)`?" } ?? rule.remedy(text))
    }

    private mutating func check(_ node: Node, integer range: ClosedRange<Int>, _ type: ValueType, _ path: NodePath) {
        let text = node.scalar.map { shortened($0.text) } ?? ""
        if let number = node.integer {
            guard !range.contains(number) else { return }
        } else if node.scalar?.isPlain != true || !isLargeNumber(text) {
            return wrongType(node, type, path)
        }
        diagnostics.error(
            .wrongValue, "`\(path)` must be \(type.expectation), not \(text)", at: path, origin: node.origin)
    }

    /// Whether a text that was no integer is one that only does not fit.
    private func isLargeNumber(_ text: String) -> Bool {
        text.utf8.count > 18 && text.first != "0" && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private mutating func wrongType(_ node: Node, _ type: ValueType, _ path: NodePath) {
        let place = path.steps.isEmpty ? "the document" : "`\(path)`"
        diagnostics.error(
            .wrongType, "\(place) must be \(type.expectation), not \(node.kindName)", at: path,
            origin: node.origin.firstLine, remedy: remedy(node, type, path))
    }

    private func remedy(_ node: Node, _ type: ValueType, _ path: NodePath) -> String? {
        guard let scalar = node.scalar else {
            if case .list = type, node.mapping != nil { return "write it as a list: begin each item with `- `" }
            return nil
        }
        if case .bytes = scalar.value { return nil }
        switch type {
        case .string where scalar.isPlain && scalar.value != .null: return "put it in quotes: \"\(scalar.text)\""
        case .mode where node.origin.file.name.hasSuffix(".ign"):
            // JSON has no octal numbers.
            return Int(scalar.text, radix: 8).map { "write \($0), which is \(scalar.text) in octal" }
        case .mode where !scalar.isPlain && scalar.text.allSatisfy(\.isNumber):
            return
                "write it without quotes, with a leading zero: \(scalar.text.hasPrefix("0") ? "" : "0")\(scalar.text)"
        case .integer where !scalar.isPlain && Int(scalar.text) != nil: return "write it without quotes: \(scalar.text)"
        case .boolean where ["yes", "no", "on", "off"].contains(scalar.text.lowercased()):
            return "write \(["yes", "on"].contains(scalar.text.lowercased()))"
        case .object(let object): return remedy(scalar.value, object, path)
        case .list(.object(let object), _):
            return entry(scalar.value, object).map { "write it as a list: `[{\($0)}]`" }
        case .list where scalar.value != .null: return "write it as a list: [\(scalar.text)]"
        default: return nil
        }
    }

    private func remedy(_ value: Scalar.Value, _ object: ObjectType, _ path: NodePath) -> String? {
        guard let entry = entry(value, object) else {
            if case .string(let text) = value { return object.remedyOfText(text) }
            return nil
        }
        return switch path.steps.last {
        case .key(let name): "write `\(name): {\(entry)}`"
        case .index: "write `- \(entry)`"
        case nil: nil
        }
    }

    /// The entry of the mapping that a text stands in place of.
    private func entry(_ value: Scalar.Value, _ object: ObjectType) -> String? {
        guard case .string(let text) = value, let key = object.keyOfText(text) else { return nil }
        return "\(key): \(shortened(YAMLScalar.flow(value)))"
    }
}

extension ValueType {
    /// Whether a value has this type's kind, whatever its content.
    package func fitsKind(of node: Node) -> Bool {
        switch self {
        case .anything: true
        case .string: node.string != nil
        case .integer, .mode: node.integer != nil
        case .boolean: node.boolean != nil
        case .list: node.items != nil
        case .map, .object: node.mapping != nil
        case .oneOf(let alternatives): alternatives.contains { $0.fitsKind(of: node) }
        }
    }

    /// What the value must be, for messages: "a list", "an integer from 1 to 65535".
    package var expectation: String {
        switch self {
        case .anything: "a value"
        case .string(let rule): rule.expectation
        case .boolean: "true or false"
        case .mode: "a file mode such as 0644"
        case .integer(0...Int(Int32.max)): "a whole number"
        case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
        case .list: "a list"
        case .map, .object: "a mapping"
        case .oneOf(let alternatives): alternatives.map(\.expectation).joined(separator: " or ")
        }
    }
}

extension Origin {
    /// The same place, ending with its first line: what can be underlined of a list or mapping.
    package var firstLine: Origin {
        guard endLine > line else { return self }
        let length = file.line(line)?.unicodeScalars.count ?? column
        return Origin(file: file, line: line, column: column, endLine: line, endColumn: max(column + 1, length + 1))
    }
}

/// The start of a long text, for messages. Secrets are left out before they could be cut beyond recognition.
package func shortened(_ text: String, to length: Int = 60) -> String {
    let text = SecretText.redacted(text)
    return text.count <= length ? text : text.prefix(length) + "…"
}
