package import Documents
import Values

/// One `--set PATH=VALUE`: the value is YAML, the path as in `storage.files[0].mode`.
package struct ProfileOverride: Sendable {
    package let path: NodePath
    package let value: Node

    /// nil when `text` is not `PATH=VALUE` (an error has been added then).
    package init?(_ text: String, into diagnostics: inout Diagnostics) {
        let file = SourceFile(name: "--set", directory: "", text: text)
        let line = Origin(file: file, line: 1, column: 1, endLine: 1, endColumn: text.unicodeScalars.count + 1)
        guard let equals = text.firstIndex(of: "="), let path = NodePath(String(text[..<equals])), !path.steps.isEmpty
        else {
            diagnostics.error(
                .badOverride, "`--set` takes PATH=VALUE", origin: line,
                remedy: "for example --set docker.version='\"28.1\"'")
            return nil
        }
        let valueText = String(text[text.index(after: equals)...])
        let padding = text.distance(from: text.startIndex, to: equals) + 1
        var problems = Diagnostics()
        let valueFile = SourceFile(
            name: "--set", directory: "", text: String(repeating: " ", count: padding) + valueText)
        let null = Node(.scalar(Scalar(.null, text: "", isPlain: true)), origin: line)
        let node = YAMLReader().read(valueFile, into: &problems)
        guard !problems.hasErrors else {
            for problem in problems.all {
                diagnostics.error(
                    .badOverride, problem.message, at: path, origin: line, remedy: "quote the value for YAML")
            }
            return nil
        }
        self.path = path
        value = (node ?? null).relocated(to: line)
    }

    /// `profile` with this value laid over it.
    package func apply(to profile: Node, into diagnostics: inout Diagnostics) -> Node {
        guard let document = document(steps: path.steps[...], below: profile, into: &diagnostics) else {
            return profile
        }
        var check = SchemaCheck()
        check.check(document, .object(ProfileSchema.profile))
        diagnostics.add(check.diagnostics)
        guard !check.diagnostics.hasErrors else { return profile }
        return Composition.compose(profile, document, .object(ProfileSchema.profile))
    }

    /// The override as a document: `{a: {b: value}}`. A step into a list rewrites the whole list.
    private func document(
        steps: ArraySlice<NodePath.Step>, below node: Node?, into diagnostics: inout Diagnostics
    ) -> Node? {
        guard let step = steps.first else { return value }
        switch step {
        case .key(let key):
            return document(steps: steps.dropFirst(), below: node?[key], into: &diagnostics)
                .map { .mapping([(key, $0)], origin: value.origin) }
        case .index(let index):
            guard var items = node?.items, items.indices.contains(index) else {
                diagnostics.error(
                    .badOverride, "`\(path)` does not exist: the list holds \(node?.items?.count ?? 0) items",
                    at: path, origin: value.origin)
                return nil
            }
            guard let inner = document(steps: steps.dropFirst(), below: items[index], into: &diagnostics) else {
                return nil
            }
            items[index] = inner.mapping == nil ? inner : Composition.compose(items[index], inner, .anything)
            return .sequence(items, origin: value.origin)
        }
    }
}

extension Node {
    /// The same value, every part of it standing at `origin`.
    package func relocated(to origin: Origin) -> Node {
        switch content {
        case .scalar: Node(content, origin: origin)
        case .sequence(let items): .sequence(items.map { $0.relocated(to: origin) }, origin: origin)
        case .mapping(let mapping):
            .mapping(mapping.entries.map { ($0.key, $0.value.relocated(to: origin)) }, origin: origin)
        }
    }
}
