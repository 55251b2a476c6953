package import Documents
import Values

/// Turns Butane's words into Ignition's.
///
/// Stricter than Butane: unknown keys, units that are enabled without an `[Install]` section, and local Ignition
/// configurations that are not valid are errors; see also `IgnitionValidator`.
///
/// Source: `config/util/util.go` (`Translate`) of Butane 0.29 and what it calls.
package struct ButaneTranslator: Sendable {
    private let files: any FileAccess
    private let local: LocalFiles
    private let compressesContents: Bool
    private let decimalMode: Diagnostic.Severity

    /// - Parameter compressesContents: whether content may be gzipped; not worthwhile where the whole result will be.
    /// - Parameter decimalMode: how bad a mode is that was probably meant in octal.
    package init(
        files: any FileAccess, local: LocalFiles, compressesContents: Bool = true,
        decimalMode: Diagnostic.Severity = .warning
    ) {
        self.files = files
        self.local = local
        self.compressesContents = compressesContents
        self.decimalMode = decimalMode
    }

    /// A whole document with `variant` and `version`.
    /// - Returns: the configuration with its `ignition.version`; nil when there are errors.
    package func translate(_ document: Node, into diagnostics: inout Diagnostics) -> Node? {
        guard let dialect = ButaneDialect.find(for: document, into: &diagnostics) else { return nil }
        var found = Diagnostics()
        ShapeCheck(object: dialect.object, newest: dialect.newest, explainNewer: dialect.explain).check(
            document, into: &found)
        var sugar = VariantSugar(dialect: dialect, document: document, compresses: compressesContents)
        sugar.checkSource()
        var desugaring = desugaring(
            for: dialect.specification, compresses: compressesContents && sugar.allowsCompression)
        let body = Self.body(of: document)
        let plain = desugaring.run(body, at: NodePath())
        let config = sugar.finish(plain)
        var rules = ConfigRules(config: config, version: dialect.specification, spelling: .butane)
        rules.check()
        rules.check(dialect)
        var later = sugar.diagnostics
        later.add(desugaring.diagnostics)
        later.add(PathMap(document: document).source(of: rules.diagnostics, in: config))
        found.add(later.without(pathsOf: found))
        diagnostics.add(found)
        return found.hasErrors ? nil : config
    }

    /// A body without variant and version, in the words of `ButaneSchema.body`, as profiles and templates use it. Its shape
    /// should have been checked; what has another shape is left as it is.
    /// - Parameter path: where `body` stands in its document.
    /// - Returns: a configuration without `ignition.version`, for `IgnitionMerge` and `IgnitionValidator`.
    package func translate(body: Node, path: NodePath = NodePath(), into diagnostics: inout Diagnostics) -> Node {
        var desugaring = desugaring(for: Specification.newest, compresses: compressesContents)
        let config = desugaring.run(body, at: path)
        diagnostics.add(desugaring.diagnostics)
        return config
    }

    private func desugaring(for specification: Version, compresses: Bool) -> Desugaring {
        Desugaring(
            specification: specification, compresses: compresses, decimalMode: decimalMode,
            reader: LocalFileReader(files: files, local: local))
    }

    /// The sections that all variants share.
    private static func body(of document: Node) -> Node {
        var mapping = document.mapping ?? Mapping()
        mapping.entries.removeAll { ButaneSchema.body.field($0.key) == nil }
        return Node(.mapping(mapping), origin: document.origin)
    }
}
