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
        JSON.mapping([
            ("version", JSON.number(1)),
            ("from", Self.image(from)),
            ("to", Self.image(to)),
            ("kernel", kernel.map { Self.change($0, JSON.text) }),
            (
                "sizes",
                JSON.mapping([
                    ("root", rootSize.map { Self.change($0, Self.size) }),
                    ("disk", diskSize.map { Self.change($0, Self.size) }),
                ])
            ),
            ("packages", JSON.list(packages.map(Self.node))),
            ("units", JSON.list(units.map(Self.node))),
            ("files", JSON.list(files.map(Self.node))),
            (
                "configurations",
                JSON.list(
                    configurations.map { JSON.mapping([("role", JSON.text($0.role)), ("diff", JSON.text($0.diff))]) })
            ),
        ])
    }

    private static func image(_ image: (name: String, version: String)) -> Node {
        JSON.mapping([("name", JSON.text(image.name)), ("version", JSON.text(image.version))])
    }

    private static func change<Value>(_ change: Change<Value>, _ node: (Value) -> Node) -> Node {
        JSON.mapping([("from", change.from.map(node)), ("to", change.to.map(node))])
    }

    private static func size(_ bytes: UInt64) -> Node { JSON.number(Int(clamping: bytes)) }

    private static func node(_ change: PackageChange) -> Node {
        JSON.mapping([
            ("change", JSON.text(change.kind.rawValue)),
            ("name", JSON.text(change.name)),
            ("architecture", JSON.text(change.architecture)),
            ("from", change.from.map(JSON.text)),
            ("to", change.to.map(JSON.text)),
        ])
    }

    private static func node(_ change: UnitChange) -> Node {
        JSON.mapping([
            ("change", JSON.text(change.kind.rawValue)),
            ("name", JSON.text(change.name)),
            ("from", JSON.list(change.from.map(JSON.text))),
            ("to", JSON.list(change.to.map(JSON.text))),
        ])
    }

    private static func node(_ change: FileChange) -> Node {
        JSON.mapping(
            text("path", change.path) + [
                ("change", JSON.text(change.kind.rawValue)),
                ("aspects", JSON.list(change.aspects.map { JSON.text($0.rawValue) })),
                ("from", change.from.map(node)),
                ("to", change.to.map(node)),
            ])
    }

    private static func node(_ file: FileDescription) -> Node {
        JSON.mapping(
            [
                ("type", JSON.text(file.kind.rawValue)),
                ("mode", JSON.text("0" + String(file.mode, radix: 8))),
                ("user", JSON.number(Int(file.user))),
                ("group", JSON.number(Int(file.group))),
                ("size", file.kind == .file ? size(file.size) : nil),
                ("digest", file.digest.map { JSON.text($0.description) }),
            ] + (file.target.isEmpty ? [] : text("target", file.target)))
    }

    /// Bytes as text; those that are none also in base64, as the text is only for people then.
    private static func text(_ key: String, _ bytes: [UInt8]) -> [(String, Node?)] {
        if let text = String(validating: bytes, as: UTF8.self) { return [(key, JSON.text(text))] }
        return [(key, JSON.text(printable(bytes))), (key + "Base64", JSON.text(Base64.encode(bytes)))]
    }
}
