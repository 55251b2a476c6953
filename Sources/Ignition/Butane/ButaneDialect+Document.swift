import Documents
import Values

extension ButaneDialect {
    /// The dialect that a document names; nil, with an error, where it names none that is known.
    static func find(for document: Node, into diagnostics: inout Diagnostics) -> ButaneDialect? {
        guard let mapping = document.mapping else {
            diagnostics.error(
                .wrongType, "a Butane document must be a mapping, not \(document.kindName)",
                origin: document.origin.firstLine)
            return nil
        }
        guard let variant = text("variant", in: mapping, document, example: "fcos", &diagnostics),
            let version = text("version", in: mapping, document, example: "1.5.0", &diagnostics)
        else { return nil }
        let dialects = all.filter { $0.variant.rawValue == variant }
        let path = NodePath([.key(dialects.isEmpty ? "variant" : "version")])
        let origin = (document[path] ?? document).origin
        guard !dialects.isEmpty else {
            let known = Variant.allCases.map(\.rawValue)
            diagnostics.error(
                .unknownKind, "there is no variant `\(shortened(variant))` here", at: path, origin: origin,
                remedy: nearestName(to: variant, among: known).map { "did you mean `\($0)`?" }
                    ?? "the variants are: \(known.joined(separator: ", "))")
            return nil
        }
        if let dialect = Version(version).flatMap({ number in dialects.first { $0.version == number } }) {
            return dialect
        }
        diagnostics.error(
            .unknownKind, "there is no version `\(shortened(version))` of \(variant) here", at: path, origin: origin,
            remedy: "the versions are: \(dialects.map(\.version.description).joined(separator: ", "))")
        return nil
    }

    private static func text(
        _ key: String, in mapping: Mapping, _ document: Node, example: String, _ diagnostics: inout Diagnostics
    ) -> String? {
        let path = NodePath([.key(key)])
        guard let node = mapping[key], !node.isNull else {
            diagnostics.error(
                .missingValue, "`\(key)` is missing", at: path, origin: document.origin.firstLine,
                remedy: "a Butane document begins with `variant` and `version`, such as `\(key): \(example)`")
            return nil
        }
        if let text = node.string { return text }
        diagnostics.error(
            .wrongType, "`\(key)` must be a text such as \(example), not \(node.kindName)", at: path,
            origin: node.origin.firstLine)
        return nil
    }

    /// What the field at `path` needs that this dialect does not have.
    func explain(_ field: Field, at path: NodePath) -> (needs: String, remedy: String) {
        let needed = Self.all.first {
            $0.variant == variant && $0.version > version && $0.object.field(at: path) != nil
        }
        guard let needed else { return ("a newer version of \(variant)", "remove it") }
        return ("\(variant) \(needed.version); this is \(version)", "remove it, or set `version: \(needed.version)`")
    }
}
