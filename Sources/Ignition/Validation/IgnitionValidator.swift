package import Documents
package import Values

/// Finds everything that is wrong with a configuration.
///
/// Stricter than Ignition, which ignores what it does not know: unknown keys, keys and values newer than the version,
/// items without a name, links without a target, empty list items, numbers below zero, and units that are enabled in
/// vain are errors.
///
/// Source: the `Validate` methods in `config/v3_*/types` of Ignition, and `config/validate`.
package enum IgnitionValidator {
    /// - Parameter version: the specification that counts, whatever the configuration says of itself.
    /// - Parameter spelling: in whose words messages name fields.
    package static func validate(
        _ config: Node, version: Version, spelling: Spelling = .ignition, into diagnostics: inout Diagnostics
    ) {
        var shape = Diagnostics()
        ShapeCheck(object: object(for: version), newest: IgnitionSchema.config) { field, _ in
            ("specification \(field.since ?? version); this is \(version)", "remove it, or raise `ignition.version`")
        }.check(config, into: &shape)
        var rules = ConfigRules(config: config, version: version, spelling: spelling)
        rules.check()
        diagnostics.add(shape)
        diagnostics.add(rules.diagnostics.without(pathsOf: shape))
    }

    /// The same for the version that the configuration names.
    package static func validate(_ config: Node, into diagnostics: inout Diagnostics) {
        guard let version = declaredVersion(of: config, into: &diagnostics) else { return }
        validate(config, version: version, into: &diagnostics)
    }

    /// What the configuration says of itself; nil, with an error, unless it is a known specification.
    static func declaredVersion(of config: Node, into diagnostics: inout Diagnostics) -> Version? {
        let path = NodePath([.key("ignition"), .key("version")])
        let origin = config.nearest(path).origin.firstLine
        let known = "one of \(Specification.oldest) to \(Specification.newest)"
        guard let text = config[path]?.string else {
            diagnostics.error(
                .missingValue, "the configuration does not say which specification it follows", at: path,
                origin: origin,
                remedy: "set `ignition.version` to \(known)")
            return nil
        }
        if let version = Version(text), Specification.all.contains(version) { return version }
        diagnostics.error(
            Version(text) == nil ? .wrongValue : .unsupportedByTarget,
            "`\(shortened(text))` is not a specification that is known here", at: path, origin: origin,
            remedy: "set `ignition.version` to \(known)")
        return nil
    }

    /// The oldest specification that knows every field and value in use, and the first value that forces it.
    package static func oldestVersion(
        for config: Node
    ) -> (version: Version, because: (path: NodePath, origin: Origin)?) {
        var result = Specification.oldest
        var because: (path: NodePath, origin: Origin)?
        SchemaWalk.visit(config, IgnitionSchema.config) { visit in
            guard !visit.entry.value.isEmpty else { return }
            let needed = max(visit.field.since ?? result, ValueNeeds.specification(of: visit) ?? result)
            guard needed > result else { return }
            result = needed
            because = (visit.path, visit.entry.value.origin)
        }
        return (result, because)
    }

    private static func object(for version: Version) -> ObjectType { objects[version] ?? IgnitionSchema.config }

    /// The words of each version. The version itself is not required here: fragments have none.
    private static let objects: [Version: ObjectType] = {
        let words = Vocabulary(language: .ignition)
        let ignition = ObjectType(words.ignition.fields.map { Field($0.name, $0.type, $0.summary, since: $0.since) })
        let config = words.object([words.field("ignition", .object(ignition), "Ignition's own settings.")] + words.body)
        return Dictionary(uniqueKeysWithValues: Specification.all.map { ($0, config.limited(to: $0)) })
    }()
}

extension Diagnostics {
    /// Those that are not about a place that `others` already complain about.
    package func without(pathsOf others: Diagnostics) -> Diagnostics {
        let known = Set(others.all.map(\.path))
        guard !known.isEmpty else { return self }
        var result = Diagnostics()
        for diagnostic in all {
            var path: NodePath? = diagnostic.path
            while let here = path, !known.contains(here) { path = here.parent }
            if path == nil || path?.steps.isEmpty == true { result.add(diagnostic) }
        }
        return result
    }
}
