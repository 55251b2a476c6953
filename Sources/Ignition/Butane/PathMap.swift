package import Documents

/// Leads from a place in a translated configuration back to the place in the document that caused it.
///
/// Translated values keep the origins of what they came from, so an origin found again in the document tells the path;
/// where that fails, the names are only spelled anew.
package struct PathMap {
    private let document: Node
    private let prefix: NodePath
    private var places: [Place: NodePath] = [:]

    private struct Place: Hashable {
        let file: ObjectIdentifier
        let line: Int
        let column: Int

        init(_ origin: Origin) {
            file = ObjectIdentifier(origin.file)
            line = origin.line
            column = origin.column
        }
    }

    /// - Parameter prefix: where `document` stands in what the user wrote.
    package init(document: Node, prefix: NodePath = NodePath()) {
        self.document = document
        self.prefix = prefix
        collect(document, prefix)
    }

    private mutating func collect(_ node: Node, _ path: NodePath) {
        let place = Place(node.origin)
        if places[place] == nil { places[place] = path }
        switch node.content {
        case .scalar: break
        case .sequence(let items): for (index, item) in items.enumerated() { collect(item, path / index) }
        case .mapping(let mapping): for entry in mapping.entries { collect(entry.value, path / entry.key) }
        }
    }

    /// The path in the document for `path` in `config`, which was translated from it.
    package func source(of path: NodePath, in config: Node) -> NodePath {
        var output: Node? = config
        var input: Node? = document
        var result = prefix
        for step in path.steps {
            output = output.flatMap { $0[NodePath([step])] }
            let next: NodePath.Step = if case .key(let key) = step { .key(Words.snake(key)) } else { step }
            input = input.flatMap { $0[NodePath([next])] }
            result.steps.append(next)
            guard let output else {
                input = nil
                continue
            }
            if let input, Place(input.origin) == Place(output.origin) { continue }
            guard let found = places[Place(output.origin)], found.steps.starts(with: prefix.steps) else { continue }
            result = found
            input = document[NodePath(Array(found.steps.dropFirst(prefix.steps.count)))]
        }
        return result
    }

    /// The same diagnostics with the document's paths.
    package func source(of diagnostics: Diagnostics, in config: Node) -> Diagnostics {
        var result = Diagnostics()
        for diagnostic in diagnostics.all {
            let path = source(of: diagnostic.path, in: config)
            result.add(
                Diagnostic(
                    diagnostic.severity, diagnostic.code,
                    diagnostic.message.replacing("`\(diagnostic.path)`", with: "`\(path)`"), at: path,
                    origin: diagnostic.origin, remedy: diagnostic.remedy, notes: diagnostic.notes))
        }
        return result
    }
}
