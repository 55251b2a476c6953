import Documents
import Ignition
import Profiles

/// What a host's disks may not be, whoever asks for them: the profile, a template or a Butane file.
struct DiskRules {
    private let config: Node
    private let host: HostProfile
    private var problems = Diagnostics()
    private let storage = NodePath([.key("storage")])

    /// - Parameter config: the host's parts joined, in Ignition's words.
    static func check(_ config: Node, _ host: HostProfile, into diagnostics: inout Diagnostics) {
        var rules = DiskRules(config: config, host: host)
        rules.checkOwnership()
        rules.checkUses()
        rules.checkMountUnits()
        diagnostics.add(rules.problems)
    }

    private init(config: Node, host: HostProfile) {
        self.config = config
        self.host = host
    }

    private func items(_ list: String) -> [(node: Node, path: NodePath)] {
        (config[["storage", list]]?.items ?? []).enumerated().map { ($1, storage / list / $0) }
    }

    /// The image's partitions are not the configuration's to change.
    private mutating func checkOwnership() {
        guard host.target.os == .basalt else { return }
        for list in ["disks", "filesystems", "raid", "luks"] {
            guard let (node, path) = items(list).first else { continue }
            problems.error(
                .unsupportedByTarget,
                "`storage.\(list)` cannot be used with `target.os: basalt`: the image owns its partitions",
                at: path.parent ?? path, origin: node.origin.firstLine,
                remedy: "use `storage.volumes`, which finds, formats, grows and mounts a disk")
        }
    }

    /// Every device that something is written to: its name is stable, and one entry has it.
    private mutating func checkUses() {
        var owners: [String: Origin] = [:]
        for (disk, path) in items("disks") {
            guard let device = disk["device"] else { continue }
            checkName(device, device.string ?? "", at: path / "device")
            if disk["partitions"]?.items?.isEmpty == false {
                owners[Self.identity(device.string ?? "")] = device.origin
            }
        }
        for list in ["filesystems", "luks"] {
            for (item, path) in items(list) {
                if let device = item["device"] { use(device, at: path / "device", &owners) }
            }
        }
        for (raid, path) in items("raid") {
            for (index, device) in (raid["devices"]?.items ?? []).enumerated() {
                use(device, at: path / "devices" / index, &owners)
            }
        }
        for volume in host.volumes {
            guard let node = volume.node["match"]?.mapping?.entries.first?.value, let text = node.string else {
                continue
            }
            switch volume.match {
            case .ebsDevice: claim(text, node.origin, at: volume.path / "match", &owners)
            case .byID: claim("/dev/disk/by-id/\(text)", node.origin, at: volume.path / "match", &owners)
            case .label, .instanceStore, nil: break
            }
        }
    }

    private mutating func use(_ device: Node, at path: NodePath, _ owners: inout [String: Origin]) {
        let name = device.string ?? ""
        checkName(device, name, at: path)
        claim(name, device.origin, at: path, &owners)
    }

    private mutating func claim(_ name: String, _ origin: Origin, at path: NodePath, _ owners: inout [String: Origin]) {
        if let first = owners.updateValue(origin, forKey: Self.identity(name)) {
            problems.error(
                .twoOwners, "the disk `\(name)` has two owners: each would overwrite what the other made", at: path,
                origin: origin, remedy: "name a partition, or another disk",
                notes: [.init("the first owner", at: first)])
        }
    }

    /// NVMe names change with the order in which disks appear: never where something is written.
    private mutating func checkName(_ node: Node, _ name: String, at path: NodePath) {
        guard name.hasPrefix("/dev/nvme") else { return }
        problems.error(
            .unstableDeviceName, "`\(name)` may be another disk after the next boot: NVMe names follow no fixed order",
            at: path, origin: node.origin.firstLine,
            remedy: "use /dev/disk/by-id/…, or `storage.volumes` with `match: {ebs_device: /dev/sdf}`")
    }

    private mutating func checkMountUnits() {
        for (index, unit) in (config[["systemd", "units"]]?.items ?? []).enumerated() {
            guard let contents = unit["contents"], let text = contents.string,
                let parsed = try? SystemdUnit(parsing: text)
            else { continue }
            let path = NodePath([.key("systemd"), .key("units"), .index(index), .key("contents")])
            for option in parsed.options where ["Mount", "Swap"].contains(option.section) && option.name == "What" {
                checkName(contents, option.value, at: path)
            }
        }
    }

    /// One name for one disk: a kernel may call the attachment /dev/sdf also /dev/xvdf.
    private static func identity(_ device: String) -> String {
        if device.hasPrefix("/dev/xvd") { return "/dev/sd" + device.dropFirst(8) }
        let prefix = "/dev/disk/by-id//dev/disk/by-id/"
        return device.hasPrefix(prefix) ? String(device.dropFirst(16)) : device
    }
}
