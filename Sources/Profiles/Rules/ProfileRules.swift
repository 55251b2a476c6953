import Documents

/// What a schema cannot say: rules between fields, and rules of one target. They run on a composed host.
enum ProfileRules {
    static func check(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        checkTarget(host, into: &diagnostics)
        checkEngine(host, into: &diagnostics)
        checkVolumes(host, into: &diagnostics)
        checkSwarm(host, into: &diagnostics)
        checkContainers(host, into: &diagnostics)
        checkPorts(host, into: &diagnostics)
        checkSecrets(host, into: &diagnostics)
        checkIncludes(host, into: &diagnostics)
    }

    /// Whether the image belongs to the target, and whether the target can do what the profile asks.
    private static func checkTarget(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        let os = host.target.os
        let top = host.root.mapping ?? Mapping()
        if os != .basalt, let image = top.entry("image") {
            diagnostics.error(
                .unsupportedByTarget,
                "`image` is only for `target.os: basalt`; a host of \(os.rawValue) brings its own AMI",
                at: NodePath([.key("image")]), origin: image.keyOrigin,
                remedy: "write `image: null` to leave out what a base brings, or set `target.os: basalt`",
                notes: [.init("the target is chosen here", at: host.root["target"]?["os"]?.origin)])
        }
        for (index, layer) in (host.root["image"]?["layers"]?.items ?? []).enumerated() {
            let kinds = layer.mapping?.keys ?? []
            guard kinds.count != 1 else { continue }
            diagnostics.error(
                .conflictingValues,
                "a layer has one source, not \(kinds.isEmpty ? "none" : kinds.joined(separator: " and "))",
                at: NodePath([.key("image"), .key("layers"), .index(index)]), origin: layer.origin.firstLine,
                remedy: "write each source as a list item of its own")
        }
        for (index, layer) in (host.root["image"]?["layers"]?.items ?? []).enumerated() {
            for kind in ["tar", "docker-archive"] {
                guard let source = layer[kind]?["source"], let scheme = source.string.flatMap(scheme(of:)) else {
                    continue
                }
                let path = NodePath([.key("image"), .key("layers"), .index(index), .key(kind)])
                if scheme != "https" {
                    diagnostics.error(
                        .wrongValue, "a layer is a local file or comes by https, not by \(scheme)",
                        at: path / "source", origin: source.origin,
                        remedy: "use an https address with its `sha256`, or fetch the file and write its path")
                } else if layer[kind]?["sha256"] == nil {
                    diagnostics.error(
                        .missingValue, "a layer from the network needs its `sha256`", at: path, origin: source.origin,
                        remedy: "add `sha256:` with the digest that you expect")
                }
            }
        }
    }

    /// What stands before `://`, in lower case; nil for the path of a file.
    private static func scheme(of source: String) -> String? {
        source.firstRange(of: "://").map { source[..<$0.lowerBound].lowercased() }
    }

    private static func checkIncludes(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        for include in host.includes where (include.template == nil) == (include.butane == nil) {
            diagnostics.error(
                .conflictingValues, "an item of `include` names either a `template` or a `butane` file",
                at: include.path,
                origin: include.node.origin.firstLine)
        }
        for include in host.includes where include.butane != nil && include.node["with"] != nil {
            diagnostics.error(
                .conflictingValues, "`with` gives parameters to a template; a Butane file has none",
                at: include.path / "with", origin: include.node["with"]?.origin.firstLine, remedy: "remove `with`")
        }
    }
}
