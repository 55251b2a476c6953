import Documents
import Values

/// The container engine's own traps.
extension ProfileRules {
    static func checkEngine(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        let path = NodePath([.key("docker"), .key("daemon")])
        guard let docker = host.docker else { return }
        let daemon = docker.daemon?.mapping ?? Mapping()
        for entry in daemon.entries { check(entry, at: path / entry.key, into: &diagnostics) }
        checkLiveRestore(daemon, host, path, into: &diagnostics)
        checkImageStore(daemon, host, path, into: &diagnostics)
        if let hosts = daemon.entry("hosts") {
            diagnostics.error(
                .engineConflict,
                "`hosts` stops the engine: its unit passes `-H` already, and a setting may be given once",
                at: path / "hosts", origin: hosts.keyOrigin,
                remedy: "add a drop-in for docker.service (or docker.socket) that listens on the address")
        }
    }

    /// Types of well-known settings; a key that Docker does not know is a warning, since engines grow new ones.
    private static func check(_ entry: Mapping.Entry, at path: NodePath, into diagnostics: inout Diagnostics) {
        guard let type = DaemonSettings.types[entry.key] else {
            let near = nearestName(to: entry.key, among: DaemonSettings.types.keys)
            diagnostics.warning(
                .unknownKey, "`\(entry.key)` is not a setting of daemon.json that is known here", at: path,
                origin: entry.keyOrigin,
                remedy: near.map { "did you mean `\($0)`?" } ?? "check it with `dockerd --validate`")
            return
        }
        var check = SchemaCheck()
        check.allowsNull = false
        check.check(entry.value, type, at: path)
        diagnostics.add(check.diagnostics)
    }

    private static func checkLiveRestore(
        _ daemon: Mapping, _ host: HostProfile, _ path: NodePath, into diagnostics: inout Diagnostics
    ) {
        guard let swarm = host.swarm, let liveRestore = daemon["live-restore"], liveRestore.boolean == true else {
            return
        }
        diagnostics.error(
            .engineConflict, "`live-restore` and swarm exclude each other: the engine does not start with both",
            at: path / "live-restore", origin: liveRestore.origin,
            remedy: "set `docker: {daemon: {live-restore: false}}` for hosts of a swarm",
            notes: [.init("the swarm is configured here", at: swarm.node.origin.firstLine)])
    }

    /// Engine 29 keeps images in containerd's store, outside `/var/lib/docker`: a volume there alone fills the root.
    private static func checkImageStore(
        _ daemon: Mapping, _ host: HostProfile, _ path: NodePath, into diagnostics: inout Diagnostics
    ) {
        let usesContainerd =
            (host.docker?.majorVersion).map { $0 >= 29 } ?? false
            || daemon["features"]?["containerd-snapshotter"]?.boolean == true
        guard usesContainerd, daemon["features"]?["containerd-snapshotter"]?.boolean != false else { return }
        let mounted = Set(host.volumes.map(\.mountPath))
        guard let volume = host.volumes.first(where: { $0.mountPath == "/var/lib/docker" }),
            mounted.isDisjoint(with: ["/var/lib/containerd", "/var/lib", "/var"])
        else { return }
        diagnostics.error(
            .engineConflict,
            "this engine keeps images in /var/lib/containerd, which is not on a volume: the root file system would fill up",
            at: volume.path / "mount" / "path", origin: volume.node["mount"]?["path"]?.origin,
            remedy:
                "add a volume for /var/lib/containerd, or set `docker: {daemon: {features: {containerd-snapshotter: false}}}`"
        )
    }
}
