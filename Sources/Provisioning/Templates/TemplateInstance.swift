import Documents
import Ignition
import Values

/// A template with values for its parameters: from here on it is plain Butane.
///
/// References are filled in after YAML was parsed, inside texts only, so that a value never changes the document's
/// structure.
struct TemplateInstance {
    private let template: Template
    private var values: [String: Node] = [:]
    /// Whether every parameter has a value of its type; the body would only repeat the complaints otherwise.
    private(set) var isComplete = true
    /// Where the template was asked for.
    private let place: Origin
    private let path: NodePath

    /// - Parameters:
    ///   - arguments: values by parameter name.
    ///   - place: where the template was asked for, for messages about what is missing.
    ///   - fields: where the arguments of a template stand that a field means; nil for an item of `include`.
    init(
        _ template: Template, arguments: Mapping, place: Origin, path: NodePath, fields: [String: NodePath]? = nil,
        into diagnostics: inout Diagnostics
    ) {
        func location(_ name: String) -> NodePath { fields.map { $0[name] ?? path } ?? path / "with" / name }
        self.template = template
        self.place = place
        self.path = path
        for entry in arguments.entries {
            guard let parameter = template.parameter(entry.key) else {
                let near = nearestName(to: entry.key, among: template.parameters.map(\.name))
                let known = template.parameters.map(\.name).sorted().joined(separator: ", ")
                diagnostics.error(
                    .templateParameter, "the template `\(template.name)` has no parameter `\(entry.key)`",
                    at: location(entry.key), origin: entry.keyOrigin,
                    remedy: near.map { "did you mean `\($0)`?" }
                        ?? (known.isEmpty ? "it takes none" : "its parameters are: \(known)"))
                isComplete = false
                continue
            }
            var check = SchemaCheck()
            check.allowsNull = parameter.type == .json
            check.check(entry.value, parameter.valueType, at: location(entry.key))
            diagnostics.add(check.diagnostics)
            if check.diagnostics.hasErrors { isComplete = false }
            values[entry.key] = entry.value
        }
        for parameter in template.parameters where values[parameter.name] == nil {
            guard let value = parameter.defaultValue else {
                diagnostics.error(
                    .templateParameter, "the template `\(template.name)` needs the parameter `\(parameter.name)`",
                    at: location(parameter.name), origin: place,
                    remedy: fields == nil
                        ? "add `\(parameter.name):` under `with:`. \(parameter.description)" : parameter.description)
                isComplete = false
                continue
            }
            values[parameter.name] = value
        }
    }

    /// The body in Butane's words, every reference filled in.
    func body(into diagnostics: inout Diagnostics) -> Node { fill(template.body, into: &diagnostics) }

    private func fill(_ node: Node, into diagnostics: inout Diagnostics) -> Node {
        switch node.content {
        case .scalar(let scalar): return fill(scalar, node, into: &diagnostics)
        case .sequence(let items):
            let kept = items.filter { isWanted($0, into: &diagnostics) }
            return .sequence(kept.map { fill($0, into: &diagnostics) }, origin: node.origin)
        case .mapping(let mapping):
            var result = Mapping()
            for entry in mapping.entries where entry.key != "when" && entry.key != "unless" {
                result.entries.append(
                    .init(key: entry.key, keyOrigin: entry.keyOrigin, value: fill(entry.value, into: &diagnostics)))
            }
            return Node(.mapping(result), origin: node.origin)
        }
    }

    /// `when: {parameter: value}` keeps an item of a list if all are equal, `unless:` drops it then.
    private func isWanted(_ item: Node, into diagnostics: inout Diagnostics) -> Bool {
        var isWanted = true
        for (key, keeps) in [("when", true), ("unless", false)] {
            guard let condition = item[key] else { continue }
            var isEqual = true
            for entry in condition.mapping?.entries ?? [] {
                if template.parameter(entry.key) == nil { undeclared(entry.key, entry.keyOrigin, into: &diagnostics) }
                if let value = values[entry.key], value != entry.value { isEqual = false }
            }
            if isEqual != keeps { isWanted = false }
        }
        return isWanted
    }

    private func fill(_ scalar: Scalar, _ node: Node, into diagnostics: inout Diagnostics) -> Node {
        guard case .string(let text) = scalar.value else { return node }
        let parsed = TemplateText(text)
        if let reference = parsed.onlyReference, reference.filter == nil {
            guard let value = value(of: reference.name, node.origin, into: &diagnostics) else { return node }
            let isText = template.parameter(reference.name)?.type == .string
            return isText ? .string(value.scalar?.text ?? "", origin: value.origin) : value
        }
        var result = ""
        for piece in parsed.pieces {
            switch piece {
            case .text(let text): result += text
            case .reference(let name, let filter):
                result += self.text(of: name, filter: filter, node.origin, into: &diagnostics)
            }
        }
        return .string(result, origin: source(of: result, parsed) ?? node.origin)
    }

    /// Where a secret in a filled text came from, if it came with a value: the template's line is not the one to change.
    private func source(of text: String, _ parsed: TemplateText) -> Origin? {
        func hasSecret(_ text: String) -> Bool { SecretText.kind(in: Array(text.utf8)) != nil }
        func secret(_ node: Node) -> Node? {
            switch node.content {
            case .scalar(let scalar): hasSecret(scalar.text) ? node : nil
            case .sequence(let items): items.lazy.compactMap(secret).first
            case .mapping(let mapping): mapping.entries.lazy.compactMap { secret($0.value) }.first
            }
        }
        guard hasSecret(text) else { return nil }
        var own = ""
        for piece in parsed.pieces {
            switch piece {
            case .text(let text): own += text
            case .reference(let name, _): if let found = values[name].flatMap(secret) { return found.origin }
            }
        }
        return hasSecret(own) ? nil : place
    }

    private func value(of name: String, _ origin: Origin, into diagnostics: inout Diagnostics) -> Node? {
        if template.parameter(name) == nil { undeclared(name, origin, into: &diagnostics) }
        return values[name]
    }

    private func undeclared(_ name: String, _ origin: Origin, into diagnostics: inout Diagnostics) {
        let near = nearestName(to: name, among: template.parameters.map(\.name))
        diagnostics.error(
            .templateParameter, "the template `\(template.name)` does not declare the parameter `\(name)`",
            origin: origin.firstLine,
            remedy: near.map { "did you mean `\($0)`?" }
                ?? "declare it under `parameters:`, or write `{{ \"{{\" }}` where the text `{{` is meant")
    }

    private func text(
        of name: String, filter: String?, _ origin: Origin, into diagnostics: inout Diagnostics
    ) -> String {
        guard let value = value(of: name, origin, into: &diagnostics), let parameter = template.parameter(name) else {
            return ""
        }
        switch filter {
        case nil: return TemplateFilter.plain(value, parameter)
        case "systemd-path": return SystemdUnit.escape(path: value.string ?? "")
        case "systemd-args": return TemplateFilter.systemdArguments(value)
        case "json": return JSONWriter.text(value, .pretty)
        case let filter?:
            diagnostics.error(
                .templateParameter, "there is no filter `\(filter)`", origin: origin.firstLine,
                remedy: "filters are: json, systemd-args, systemd-path")
            return ""
        }
    }
}

/// How a value reads inside a text.
enum TemplateFilter {
    static func plain(_ value: Node, _ parameter: Template.Parameter) -> String {
        switch value.content {
        case .scalar(let scalar): scalar.text
        case .sequence(let items): items.map { $0.scalar?.text ?? "" }.joined(separator: parameter.separator)
        case .mapping(let mapping):
            parameter.type == .json
                ? JSONWriter.text(value, .pretty) + "\n"
                : mapping.entries.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value.scalar?.text ?? "")" }
                    .joined(separator: parameter.separator)
        }
    }

    /// Words of an `ExecStart=` line: each in double quotes, with systemd's own marks (`%`, `$`) made literal.
    ///
    /// Source: systemd.service(5), "Command lines"; systemd.syntax(7), "Quoting".
    static func systemdArguments(_ value: Node) -> String {
        let words = value.items?.compactMap { $0.scalar?.text } ?? [value.scalar?.text ?? ""]
        return words.map { word in
            var quoted = "\""
            for character in word {
                switch character {
                case "\"", "\\": quoted += "\\\(character)"
                case "%": quoted += "%%"
                case "$": quoted += "$$"
                case "\n": quoted += "\\n"
                default: quoted.append(character)
                }
            }
            return quoted + "\""
        }.joined(separator: " ")
    }
}
