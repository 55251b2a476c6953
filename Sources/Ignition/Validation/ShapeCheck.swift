import Documents
import Values

/// Compares a document with the words of one version: kinds of values, required keys, unknown keys, and keys that a
/// newer version would know.
struct ShapeCheck {
    /// The words of the version.
    let object: ObjectType
    /// The newest words.
    let newest: ObjectType
    /// What a key that only `newest` has needs, and what to do: for the message and the remedy.
    let explainNewer: (Field, NodePath) -> (needs: String, remedy: String)

    func check(_ node: Node, into diagnostics: inout Diagnostics) {
        var check = SchemaCheck()
        check.requiresAll = true
        check.check(node, .object(object))
        for diagnostic in check.diagnostics.all { diagnostics.add(explained(diagnostic, node)) }
        SchemaWalk.visit(node, object) { visit in
            guard case .list(let element, _) = visit.field.type else { return }
            for (index, item) in (visit.entry.value.items ?? []).enumerated() where item.isNull {
                diagnostics.error(
                    .wrongType, "this list item is empty; it must be \(element.expectation)", at: visit.path / index,
                    origin: item.origin, remedy: "fill it in, or remove it")
            }
        }
    }

    private func explained(_ diagnostic: Diagnostic, _ node: Node) -> Diagnostic {
        if diagnostic.code == .missingValue, let null = node[diagnostic.path] {
            return Diagnostic(
                diagnostic.severity, .missingValue, diagnostic.message, at: diagnostic.path, origin: null.origin,
                remedy: diagnostic.remedy)
        }
        guard diagnostic.code == .unknownKey, let field = newest.field(at: diagnostic.path) else { return diagnostic }
        let (needs, remedy) = explainNewer(field, diagnostic.path)
        return Diagnostic(
            diagnostic.severity, .newerSpecification, "`\(field.name)` needs \(needs)", at: diagnostic.path,
            origin: diagnostic.origin, remedy: remedy)
    }
}

extension ObjectType {
    /// The field that a path of keys and indices leads to.
    func field(at path: NodePath) -> Field? {
        var object: ObjectType? = self
        var found: Field?
        for step in path.steps {
            guard case .key(let key) = step else { continue }
            found = object?.field(key)
            switch found?.type {
            case .object(let inner), .list(.object(let inner), _): object = inner
            case nil: return nil
            default: object = nil
            }
        }
        return found
    }
}
