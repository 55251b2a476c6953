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
        if let remedy = Self.remedyForComposition(path) {
            diagnostics.error(
                .badOverride, "`--set` changes the composed host: setting `\(path)` would have no effect", at: path,
                origin: line, remedy: remedy)
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

    /// What to do instead about a key that composition has used up; nil for all other keys.
    private static func remedyForComposition(_ path: NodePath) -> String? {
        switch path.steps[0] {
        case .key("extends"): return "change `extends` in the profile"
        case .key("roles"):
            let below = NodePath(Array(path.steps.dropFirst(2)))
            return "choose the role with --role" + (below.steps.isEmpty ? "" : ", and set `\(below)`")
        default: return nil
        }
    }

    /// `profile` with this value laid over it.
    package func apply(to profile: Node, into diagnostics: inout Diagnostics) -> Node {
        applied(path.steps[...], to: profile, .object(ProfileSchema.profile), at: NodePath(), into: &diagnostics)
    }

    /// `node`, which stands at `place`, with the value at `steps` below it.
    ///
    /// An item that is named by its index changes where it stands: laid over its list, it would be joined by its key,
    /// which may be what changes.
    private func applied(
        _ steps: ArraySlice<NodePath.Step>, to node: Node, _ type: ValueType, at place: NodePath,
        into diagnostics: inout Diagnostics
    ) -> Node {
        for (end, step) in zip(steps.indices, steps) {
            guard case .index(let index) = step else { continue }
            let list = NodePath(Array(steps[..<end]))
            let count = node[list]?.items?.count ?? 0
            guard index < count else {
                diagnostics.error(
                    .badOverride, "`\(path)` does not exist: the list holds \(count) items", at: path,
                    origin: value.origin)
                return node
            }
            let item = (list / index).steps
            return node.changing(item[...]) {
                applied(
                    steps[(end + 1)...], to: $0, item.reduce(type) { $0.below($1) }, at: NodePath(place.steps + item),
                    into: &diagnostics)
            }
        }
        let document = steps.reversed().reduce(value) { inner, step in
            guard case .key(let key) = step else { return inner }
            return .mapping([(key, inner)], origin: value.origin)
        }
        var check = SchemaCheck()
        check.check(document, type, at: place)
        diagnostics.add(check.diagnostics)
        if check.diagnostics.hasErrors { return node }
        return place.steps.isEmpty
            ? ProfileLayers.compose(node, document, ProfileSchema.profile) : Composition.compose(node, document, type)
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
