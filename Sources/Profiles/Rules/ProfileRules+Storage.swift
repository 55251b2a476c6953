import Documents
import Ignition

/// Volumes.
extension ProfileRules {
    static func checkVolumes(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        var mounted: [String: Volume] = [:]
        for volume in host.volumes {
            checkMatch(volume, into: &diagnostics)
            if let limit = FilesystemLabel.longest[volume.format], volume.label.utf8.count > limit {
                diagnostics.error(
                    .wrongValue,
                    "the label `\(volume.label)` is longer than the \(limit) characters that \(volume.format) can hold",
                    at: volume.path / "label", origin: volume.node["label"]?.origin, remedy: "shorten it")
            }
            let place = volume.node["mount"]?["path"]?.origin
            if let first = mounted[volume.mountPath] {
                diagnostics.error(
                    .twoOwners, "two volumes are mounted at `\(volume.mountPath)`", at: volume.path / "mount" / "path",
                    origin: place, remedy: "give one of them another path",
                    notes: [.init("the first one", at: first.node["mount"]?["path"]?.origin)])
            }
            mounted[volume.mountPath] = volume
            if host.target.os == .basalt, !volume.mountPath.isEmpty, !volume.mountPath.hasPrefix("/var/") {
                diagnostics.error(
                    .unsupportedByTarget,
                    "`\(volume.mountPath)` cannot be a mount point: the root file system is read-only",
                    at: volume.path / "mount" / "path", origin: place,
                    remedy: "mount it below /var, the one part that can be written")
            }
        }
    }

    private static func checkMatch(_ volume: Volume, into diagnostics: inout Diagnostics) {
        let node = volume.node
        if volume.match == nil {
            let keys = node["match"]?.mapping?.keys ?? []
            diagnostics.error(
                keys.isEmpty ? .missingValue : .conflictingValues,
                keys.isEmpty
                    ? "`match` does not say which disk" : "`match` takes one way to find the disk, not \(keys.count)",
                at: volume.path / "match", origin: node["match"]?.origin.firstLine ?? node.origin.firstLine,
                remedy: "use one of: ebs_device, by_id, label, instance_store")
        }
        if let level = node["level"], volume.match != .instanceStore {
            diagnostics.error(
                .conflictingValues, "`level` joins several instance-store disks; this volume is one disk",
                at: volume.path / "level", origin: level.origin,
                remedy: "remove `level`, or match `instance_store: all`")
        }
        if let wipe = node["wipe"], volume.match == .instanceStore {
            diagnostics.error(
                .conflictingValues,
                "`wipe` does not apply to instance-store disks: they are empty on every new instance",
                at: volume.path / "wipe", origin: wipe.origin, remedy: "remove `wipe`")
        }
        if case .label(let wanted) = volume.match, volume.wipe == "always" {
            diagnostics.error(
                .conflictingValues, "a disk that is found by its label `\(wanted)` cannot be wiped at every boot",
                at: volume.path / "wipe", origin: node["wipe"]?.origin, remedy: "match it by `ebs_device` or `by_id`")
        }
    }
}
