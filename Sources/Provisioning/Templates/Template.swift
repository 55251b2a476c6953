package import Documents
import Values

/// A reusable fragment of a host in Butane's words, with declared parameters.
package struct Template: Sendable {
    struct Parameter: Sendable {
        let name: String
        let type: ParameterType
        let valueType: ValueType
        let defaultValue: Node?
        let description: String
        let separator: String
    }

    package let name: String
    package let description: String
    let parameters: [Parameter]
    /// Other templates that this one needs.
    let includes: [Node]
    /// `storage`, `systemd`, `passwd` with references in their texts.
    let body: Node

    func parameter(_ name: String) -> Parameter? { parameters.first { $0.name == name } }

    /// nil where the file is no template (errors have been added then).
    package init?(_ document: Node, into diagnostics: inout Diagnostics) {
        var check = SchemaCheck()
        check.allowsNull = false
        check.requiresAll = true
        check.check(document, .object(TemplateSchema.template))
        diagnostics.add(check.diagnostics)
        guard !check.diagnostics.hasErrors else { return nil }
        name = document["metadata"]?["name"]?.string ?? ""
        description = document["metadata"]?["description"]?.string ?? ""
        includes = document["include"]?.items ?? []
        body = .mapping(
            ["storage", "systemd", "passwd"].compactMap { key in document[key].map { (key, $0) } },
            origin: document.origin)
        let nodes = document["parameters"]?.items ?? []
        var parameters: [Parameter] = []
        for (index, node) in nodes.enumerated() {
            let path = NodePath([.key("parameters"), .index(index)])
            guard let parameter = Parameter(node, path, into: &diagnostics) else { return nil }
            guard !parameters.contains(where: { $0.name == parameter.name }) else {
                diagnostics.error(
                    .twoOwners, "the parameter `\(parameter.name)` is declared twice", at: path / "name",
                    origin: node["name"]?.origin, remedy: "remove or rename one of them")
                return nil
            }
            parameters.append(parameter)
        }
        self.parameters = parameters
    }
}

extension Template.Parameter {
    /// Characters without a meaning in units, scripts and configuration files.
    static let inert = "^[A-Za-z0-9._:/@+=,-]*$"

    init?(_ node: Node, _ path: NodePath, into diagnostics: inout Diagnostics) {
        guard let name = node["name"]?.string, let type = (node["type"]?.string).flatMap(ParameterType.init) else {
            return nil
        }
        guard Pattern.matches(name, "^[a-z][a-z0-9_]*$") else {
            diagnostics.error(
                .wrongValue, "`\(name)` is no parameter name", at: path / "name", origin: node["name"]?.origin,
                remedy: "use lower-case letters, digits and `_`")
            return nil
        }
        let pattern = node["pattern"]?.string
        if let pattern, !Pattern.isValid(pattern) {
            diagnostics.error(
                .wrongValue, "this pattern is no regular expression", at: path / "pattern",
                origin: node["pattern"]?.origin)
            return nil
        }
        self.name = name
        self.type = type
        valueType = Self.valueType(type, node, pattern: pattern ?? Self.inert)
        defaultValue = node["default"]
        description = node["description"]?.string ?? ""
        separator = node["separator"]?.string ?? (type == .map ? "\n" : " ")
        guard let defaultValue else { return }
        var check = SchemaCheck()
        check.allowsNull = type == .json
        check.check(defaultValue, valueType, at: path / "default")
        diagnostics.add(check.diagnostics)
        if check.diagnostics.hasErrors { return nil }
    }

    private static func valueType(_ type: ParameterType, _ node: Node, pattern: String) -> ValueType {
        if type == .integer {
            let low = node["minimum"]?.integer ?? Int.min
            return .integer(low...max(low, node["maximum"]?.integer ?? Int.max))
        }
        if let allowed = node["enum"]?.strings { return type.valueType(rule: .oneOf(allowed)) }
        let expectation =
            pattern == inert ? "letters, digits and the characters . _ : / @ + = , -" : "a text that matches \(pattern)"
        let description = node["description"]?.string
        return type.valueType(
            rule: StringRule(expectation, pattern: pattern, remedy: { _ in description }) {
                Pattern.matches($0, pattern)
            })
    }
}
