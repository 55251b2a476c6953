package import Documents
import Values

/// For machines. Within a version, keys are only added.
extension ImageDifference {
    /// Every change, none left out:
    ///
    ///     {
    ///       "version": 1,
    ///       "from": {"name", "version"}, "to": {"name", "version"},
    ///       "kernel": {"from", "to"},
    ///       "sizes": {"root": {"from", "to"}, "disk": {"from", "to"}},
    ///       "packages": [{"change": "added|removed|upgraded|downgraded", "name", "architecture", "from", "to"}],
    ///       "units": [{"change": "enabled|disabled|changed", "name", "from": [], "to": []}],
    ///       "files": [{"change": "added|removed|changed", "path", "pathBase64",
    ///                  "aspects": ["type|content|target|mode|owner"],
    ///                  "from": {"type", "mode", "user", "group", "size", "digest", "target"}, "to": {…}}],
    ///       "configurations": [{"role", "diff"}]
    ///     }
    ///
    /// `kernel`, and the sizes that did not change, are absent; so are `from` and `to` where there was, or is, nothing.
    /// `pathBase64` and `targetBase64` stand beside names that are no UTF-8. Modes are octal text, sizes bytes.
    package var json: Node {
        Tree.mapping([
            ("version", Tree.number(1)),
            ("from", Self.image(from)),
            ("to", Self.image(to)),
            ("kernel", kernel.map { Self.change($0, Tree.text) }),
            (
                "sizes",
                Tree.mapping([
                    ("root", rootSize.map { Self.change($0, Self.size) }),
                    ("disk", diskSize.map { Self.change($0, Self.size) }),
                ])
            ),
            ("packages", Tree.list(packages.map(Self.node))),
            ("units", Tree.list(units.map(Self.node))),
            ("files", Tree.list(files.map(Self.node))),
            (
                "configurations",
                Tree.list(
                    configurations.map { Tree.mapping([("role", Tree.text($0.role)), ("diff", Tree.text($0.diff))]) })
            ),
        ])
    }

    private static func image(_ image: (name: String, version: String)) -> Node {
        Tree.mapping([("name", Tree.text(image.name)), ("version", Tree.text(image.version))])
    }

    private static func change<Value>(_ change: Change<Value>, _ node: (Value) -> Node) -> Node {
        Tree.mapping([("from", change.from.map(node)), ("to", change.to.map(node))])
    }

    private static func size(_ bytes: UInt64) -> Node { Tree.number(Int(clamping: bytes)) }

    private static func node(_ change: PackageChange) -> Node {
        Tree.mapping([
            ("change", Tree.text(change.kind.rawValue)),
            ("name", Tree.text(change.name)),
            ("architecture", Tree.text(change.architecture)),
            ("from", change.from.map(Tree.text)),
            ("to", change.to.map(Tree.text)),
        ])
    }

    private static func node(_ change: UnitChange) -> Node {
        Tree.mapping([
            ("change", Tree.text(change.kind.rawValue)),
            ("name", Tree.text(change.name)),
            ("from", Tree.list(change.from.map(Tree.text))),
            ("to", Tree.list(change.to.map(Tree.text))),
        ])
    }

    private static func node(_ change: FileChange) -> Node {
        Tree.mapping(
            text("path", change.path) + [
                ("change", Tree.text(change.kind.rawValue)),
                ("aspects", Tree.list(change.aspects.map { Tree.text($0.rawValue) })),
                ("from", change.from.map(node)),
                ("to", change.to.map(node)),
            ])
    }

    private static func node(_ file: FileDescription) -> Node {
        Tree.mapping(
            [
                ("type", Tree.text(file.kind.rawValue)),
                ("mode", Tree.text("0" + String(file.mode, radix: 8))),
                ("user", Tree.number(Int(file.user))),
                ("group", Tree.number(Int(file.group))),
                ("size", file.kind == .file ? size(file.size) : nil),
                ("digest", file.digest.map { Tree.text($0.description) }),
            ] + (file.target.isEmpty ? [] : text("target", file.target)))
    }

    /// Bytes as text; those that are none also in base64, as the text is only for people then.
    private static func text(_ key: String, _ bytes: [UInt8]) -> [(String, Node?)] {
        if let text = String(validating: bytes, as: UTF8.self) { return [(key, Tree.text(text))] }
        return [(key, Tree.text(printable(bytes))), (key + "Base64", Tree.text(Base64.encode(bytes)))]
    }
}
