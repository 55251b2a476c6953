import Documents

/// What a schema cannot say: rules between fields, and rules of one target. They run on a composed host.
enum ProfileRules {
    static func check(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        checkTarget(host, into: &diagnostics)
        checkImage(host, into: &diagnostics)
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
