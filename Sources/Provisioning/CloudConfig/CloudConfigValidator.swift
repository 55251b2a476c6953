package import Documents

/// Checks a cloud-config document before it leaves the house. It is never laxer than cloud-init's own schema, neither
/// that of release 22.4 nor the current one, and unlike cloud-init it also refuses unknown top-level keys.
package enum CloudConfigValidator {
    /// Reports everything in `config` that cloud-init would refuse or ignore.
    package static func validate(_ config: Node, into diagnostics: inout Diagnostics) {
        var check = SchemaCheck()
        check.allowsNull = false
        check.requiresAll = true
        check.check(config, .object(CloudConfigSchema.document))
        diagnostics.add(check.diagnostics)
        refuseEmpty(config, NodePath(), &diagnostics)
        checkContents(config, &diagnostics)
        checkLengths(config, &diagnostics)
        checkNTP(config, &diagnostics)
        if config["growpart"]?["mode"]?.boolean == true {
            refuse(
                config["growpart"]?["mode"], NodePath() / "growpart" / "mode", "must be a tool's name or false",
                &diagnostics)
        }
    }

    /// Empty lists and mappings say nothing; cloud-init refuses most of them.
    private static func refuseEmpty(_ node: Node, _ path: NodePath, _ diagnostics: inout Diagnostics) {
        switch node.content {
        case .scalar: break
        case .sequence(let items):
            if items.isEmpty { refuse(node, path, "is an empty list", &diagnostics) }
            for (index, item) in items.enumerated() { refuseEmpty(item, path / index, &diagnostics) }
        case .mapping(let mapping):
            // A host about which nothing is said has an empty document.
            if mapping.entries.isEmpty, !path.steps.isEmpty { refuse(node, path, "is an empty mapping", &diagnostics) }
            for entry in mapping.entries {
                if entry.key.isEmpty || entry.key.utf8.contains(0x0A) {
                    refuse(entry.value, path / entry.key, "has a key that is empty or has several lines", &diagnostics)
                }
                refuseEmpty(entry.value, path / entry.key, &diagnostics)
            }
        }
    }

    private static func checkContents(_ config: Node, _ diagnostics: inout Diagnostics) {
        for (index, file) in (config["write_files"]?.items ?? []).enumerated() {
            guard let content = file["content"], !content.isNull, content.string == nil else { continue }
            if case .bytes = content.scalar?.value { continue }
            let path = NodePath() / "write_files" / index / "content"
            diagnostics.error(
                .wrongType, "`\(path)` must be a string or binary data, not \(content.kindName)", at: path,
                origin: content.origin.firstLine,
                remedy: content.scalar.map { "put it in quotes: \"\($0.text)\"" })
        }
    }

    private static func checkLengths(_ config: Node, _ diagnostics: inout Diagnostics) {
        for (index, mount) in (config["mounts"]?.items ?? []).enumerated() where mount.items?.count ?? 1 > 6 {
            refuse(mount, NodePath() / "mounts" / index, "has more than six columns", &diagnostics)
        }
        requirePairs(config["packages"], NodePath() / "packages", "name and version", &diagnostics)
        for entry in config["disk_setup"]?.mapping?.entries ?? [] {
            let path = NodePath() / "disk_setup" / entry.key / "layout"
            requirePairs(entry.value["layout"], path, "size and partition type", &diagnostics)
        }
    }

    private static func requirePairs(
        _ list: Node?, _ path: NodePath, _ meaning: String, _ diagnostics: inout Diagnostics
    ) {
        for (index, item) in (list?.items ?? []).enumerated() where item.items?.count ?? 2 != 2 {
            refuse(item, path / index, "must hold \(meaning)", &diagnostics)
        }
    }

    private static func checkNTP(_ config: Node, _ diagnostics: inout Diagnostics) {
        let ntp = NodePath() / "ntp"
        for path in [ntp / "pools", ntp / "servers", ntp / "config" / "packages"] {
            var seen: Set<String> = []
            for (index, item) in (config[path]?.items ?? []).enumerated() {
                guard let text = item.string, !seen.insert(text).inserted else { continue }
                refuse(item, path / index, "stands in this list twice", &diagnostics)
            }
        }
    }

    private static func refuse(_ node: Node?, _ path: NodePath, _ reason: String, _ diagnostics: inout Diagnostics) {
        let place = path.steps.isEmpty ? "the document" : "`\(path)`"
        diagnostics.error(
            .invalidCloudConfig, "\(place) \(reason)", at: path, origin: node?.origin.firstLine,
            remedy: "cloud-init refuses this; change or remove it")
    }
}
