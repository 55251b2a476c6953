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

    /// Engine 29 keeps images in containerd's store, outside its own folder: a disk there alone lets the root fill up.
    /// With `userns-remap` it uses the old store.
    private static func checkImageStore(
        _ daemon: Mapping, _ host: HostProfile, _ path: NodePath, into diagnostics: inout Diagnostics
    ) {
        let snapshotter = daemon["features"]?["containerd-snapshotter"]?.boolean
        let isNew = (host.docker?.majorVersion).map { $0 >= 29 } ?? false
        guard snapshotter ?? isNew, (daemon["userns-remap"]?.string ?? "").isEmpty else { return }
        let root = daemon["data-root"]?.string ?? "/var/lib/docker"
        let mounts = mounts(of: host)
        guard let mount = mounts.first(where: { contains(root, below: $0.folder) }),
            !mounts.contains(where: { contains("/var/lib/containerd", below: $0.folder) })
        else { return }
        diagnostics.error(
            .engineConflict,
            "this engine keeps images in /var/lib/containerd, which is not on a volume: the root file system would fill up",
            at: mount.path, origin: mount.origin,
            remedy:
                "add a volume for /var/lib/containerd, or set `docker: {daemon: {features: {containerd-snapshotter: false}}}`"
        )
    }

    private static func contains(_ folder: String, below mount: String) -> Bool {
        folder == mount || folder.hasPrefix(mount + "/")
    }

    /// The folders where something is mounted: volumes, and file systems that have a mount unit.
    private static func mounts(of host: HostProfile) -> [(folder: String, path: NodePath, origin: Origin?)] {
        let volumes = host.volumes.map { volume in
            (
                folder: volume.mountPath, path: volume.path / "mount" / "path",
                origin: volume.node["mount"]?["path"]?.origin
            )
        }
        let list = NodePath([.key("storage"), .key("filesystems")])
        let filesystems = (host.root[list]?.items ?? []).enumerated().compactMap { index, node in
            node["with_mount_unit"]?.boolean == true
                ? (folder: node["path"]?.string ?? "", path: list / index / "path", origin: node["path"]?.origin) : nil
        }
        return (volumes + filesystems).filter { !$0.folder.isEmpty }
    }
}
