package import Documents
import Ignition

/// Checks a template alone: its header, its references, and its body with example values for required parameters.
package enum TemplateCheck {
    package static func check(_ document: Node, library: TemplateLibrary, into diagnostics: inout Diagnostics) {
        guard let template = Template(document, into: &diagnostics) else { return }
        var library = library
        for (index, include) in template.includes.enumerated() {
            _ = library.template(include, at: NodePath([.key("include"), .index(index)]), into: &diagnostics)
        }
        reportUnused(template, document, into: &diagnostics)
        let samples = template.parameters.filter { $0.defaultValue == nil }.map { parameter in
            Mapping.Entry(key: parameter.name, keyOrigin: document.origin, value: sample(parameter, document.origin))
        }
        var problems = Diagnostics()
        let instance = TemplateInstance(
            template, arguments: Mapping(samples), place: document.origin.firstLine, path: NodePath(), into: &problems)
        // Example values need not satisfy a parameter's pattern: only what the body says counts here.
        let body = instance.body(into: &diagnostics)
        var check = SchemaCheck()
        check.allowsNull = false
        check.check(body, .object(TemplateSchema.body))
        diagnostics.add(check.diagnostics)
        if !check.diagnostics.hasErrors { checkMeaning(body, document, into: &diagnostics) }
    }

    /// What a body does wrong whatever its parameters hold.
    private static func checkMeaning(_ body: Node, _ document: Node, into diagnostics: inout Diagnostics) {
        let counting: Set<DiagnosticCode> = [
            .decimalMode, .unitWithoutInstall, .invalidUnit, .twoOwners, .belowLink, .conflictingValues,
        ]
        var found = Diagnostics()
        let translator = ButaneTranslator(
            files: DiskFiles(), local: .besideSource, compressesContents: false, decimalMode: .error)
        let config = translator.translate(body: body, into: &found)
        let version = IgnitionValidator.oldestVersion(for: config).version
        IgnitionValidator.validate(config, version: version, spelling: .butane, into: &found)
        for problem in PathMap(document: document).source(of: found, in: config).all
        where counting.contains(problem.code) { diagnostics.add(problem) }
    }

    /// Each parameter has a value of its own, so that places made of different parameters stay different.
    private static func sample(_ parameter: Template.Parameter, _ origin: Origin) -> Node {
        switch parameter.valueType {
        case .string(let rule): .string(rule.allowed?.first ?? parameter.name, origin: origin)
        case .integer(let range): .integer(max(range.lowerBound, 1), origin: origin)
        case .boolean: .boolean(true, origin: origin)
        case .list: .sequence([.string("example", origin: origin)], origin: origin)
        default: .mapping([("example", .string("example", origin: origin))], origin: origin)
        }
    }

    private static func reportUnused(_ template: Template, _ document: Node, into diagnostics: inout Diagnostics) {
        let used = names(in: template.body)
        for (index, node) in (document["parameters"]?.items ?? []).enumerated() {
            guard let name = node["name"]?.string, !used.contains(name) else { continue }
            diagnostics.warning(
                .templateParameter, "the parameter `\(name)` is never used",
                at: NodePath([.key("parameters"), .index(index)]), origin: node["name"]?.origin, remedy: "remove it")
        }
    }

    private static func names(in node: Node) -> Set<String> {
        switch node.content {
        case .scalar:
            let pieces = node.string.map { TemplateText($0).pieces } ?? []
            return Set(pieces.compactMap { if case .reference(let name, _) = $0 { name } else { nil } })
        case .sequence(let items): return items.reduce(into: []) { $0.formUnion(names(in: $1)) }
        case .mapping(let mapping):
            return mapping.entries.reduce(into: []) { result, entry in
                let isCondition = entry.key == "when" || entry.key == "unless"
                result.formUnion(isCondition ? Set(entry.value.mapping?.keys ?? []) : names(in: entry.value))
            }
        }
    }
}
