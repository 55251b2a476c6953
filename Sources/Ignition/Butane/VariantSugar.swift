import Documents
import Values

/// What one variant adds to the words that all of them share.
struct VariantSugar {
    let dialect: ButaneDialect
    let document: Node
    let compresses: Bool
    var diagnostics = Diagnostics()

    init(dialect: ButaneDialect, document: Node, compresses: Bool) {
        self.dialect = dialect
        self.document = document
        self.compresses = compresses
    }

    /// OpenShift 4.8 and 4.9 overlook `compression`.
    var allowsCompression: Bool { dialect.variant != .openshift || dialect.version >= Version(4, 10, 0) }

    /// What is wrong with the sugar itself.
    mutating func checkSource() {
        if dialect.object.field("boot_device") != nil { checkBootDevice() }
        if dialect.variant == .fcos, dialect.specification >= Specification.v3_5 { checkMountPoints() }
        if dialect.variant == .openshift { checkOpenShift() }
    }

    /// Adds what the sugar stands for, under what the document says itself, and the version.
    mutating func finish(_ plain: Node) -> Node {
        var config = plain
        if dialect.object.field("boot_device") != nil, let rendered = renderedBootDevice() {
            config = IgnitionMerge.merge(rendered, config)
        }
        if dialect.object.field("grub") != nil, let rendered = renderedGrub() {
            config = IgnitionMerge.merge(rendered, config)
        }
        if dialect.variant == .openshift { config = withFIPS(config) }
        let origin = document["version"]?.origin ?? document.origin
        var ignition = config["ignition"]?.mapping ?? Mapping()
        ignition["version"] = .string(dialect.specification.description, origin: origin)
        config["ignition"] = Node(.mapping(ignition), origin: config["ignition"]?.origin ?? origin)
        return config
    }

    mutating func error(
        _ code: DiagnosticCode, _ message: String, at keys: String..., remedy: String? = nil
    ) {
        let path = NodePath(keys.map { .key($0) })
        diagnostics.error(code, message, at: path, origin: document.nearest(path).origin.firstLine, remedy: remedy)
    }

    /// Mount units outside of /etc and /var would hide parts of the operating system.
    private mutating func checkMountPoints() {
        for (index, filesystem) in (document["storage"]?["filesystems"]?.items ?? []).enumerated()
        where filesystem.isTrue("with_mount_unit") {
            guard let node = filesystem["path"], let path = node.string else { continue }
            let isAllowed = ["/etc", "/var"].contains { path == $0 || path.hasPrefix($0 + "/") }
            guard !isAllowed else { continue }
            let place = NodePath([.key("storage"), .key("filesystems"), .index(index), .key("path")])
            diagnostics.error(
                .wrongValue, "a mount unit on `\(shortened(path))` would cover the operating system", at: place,
                origin: node.origin, remedy: "mount it below /etc or /var")
        }
    }
}
