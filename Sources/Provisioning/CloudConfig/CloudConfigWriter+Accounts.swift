import Documents

/// Users, groups, disks and file systems.
extension CloudConfigWriter {
    mutating func groups() -> Node? {
        var names: [Node] = []
        for group in config[["passwd", "groups"]]?.items ?? [] {
            let name = group["name"]?.string ?? ""
            for (key, remedy) in [
                ("gid", "leave it out: cloud-init chooses the number"), ("passwordHash", "leave it out"),
                ("system", "leave it out"),
            ] {
                if let node = group[key] { refuse(node, "\(key)` of the group `\(name)", remedy) }
            }
            refuseAbsence(of: group, "the group `\(name)")
            names.append(text(name))
        }
        return names.isEmpty ? nil : list(names)
    }

    /// `default` stays first: the distribution's own user is kept, as on an image that brings its user. Unlike `passwd`,
    /// `hashed_passwd` also reaches users that the image has already.
    mutating func users() -> Node? {
        let words: [(ignition: String, cloud: String)] = [
            ("uid", "uid"), ("gecos", "gecos"), ("homeDir", "homedir"), ("primaryGroup", "primary_group"),
            ("groups", "groups"), ("noCreateHome", "no_create_home"), ("noUserGroup", "no_user_group"),
            ("noLogInit", "no_log_init"), ("system", "system"), ("shell", "shell"),
            ("sshAuthorizedKeys", "ssh_authorized_keys"), ("passwordHash", "hashed_passwd"),
        ]
        var users: [Node] = []
        for user in config[["passwd", "users"]]?.items ?? [] {
            let name = user["name"]?.string ?? ""
            refuseAbsence(of: user, "the user `\(name)")
            var entries = [("name", text(name))]
            for word in words {
                guard let value = user[word.ignition], !value.isEmpty else { continue }
                entries.append((word.cloud, value))
            }
            if user["passwordHash"] != nil { entries.append(("lock_passwd", .boolean(false, origin: origin))) }
            users.append(mapping(entries))
        }
        return users.isEmpty ? nil : list([text("default")] + users)
    }

    private mutating func refuseAbsence(of node: Node, _ what: String) {
        guard let shouldExist = node["shouldExist"], shouldExist.boolean == false else { return }
        refuse(shouldExist, "should_exist: false` of \(what)", "remove the account from the AMI")
    }

    mutating func diskSetup() -> Node? {
        var entries: [(String, Node)] = []
        for disk in config[["storage", "disks"]]?.items ?? [] {
            let device = disk["device"]?.string ?? ""
            let partitions = disk["partitions"]?.items ?? []
            guard partitions.count <= 1 else {
                refuse(
                    disk["partitions"] ?? disk, "several partitions on `\(device)", "use one disk for each file system")
                continue
            }
            for key in [
                "startMiB", "sizeMiB", "guid", "typeGuid", "resize", "label", "shouldExist", "wipePartitionEntry",
            ] {
                guard let node = partitions.first?[key] else { continue }
                refuse(node, "\(key)` of a partition on `\(device)", "leave it out: the partition takes the whole disk")
            }
            if let number = partitions.first?["number"], number.integer ?? 0 > 1 {
                refuse(number, "number` of a partition on `\(device)", "use 1: the partition takes the whole disk")
            }
            entries.append(
                (
                    device,
                    mapping([
                        ("table_type", text("gpt")), ("layout", .boolean(!partitions.isEmpty, origin: origin)),
                        ("overwrite", .boolean(disk["wipeTable"]?.boolean ?? false, origin: origin)),
                    ])
                ))
        }
        return entries.isEmpty ? nil : mapping(entries)
    }

    mutating func fileSystemSetup() -> Node? {
        var items: [Node] = []
        for system in config[["storage", "filesystems"]]?.items ?? [] {
            let device = system["device"]?.string ?? ""
            for key in ["uuid", "options"] {
                guard let node = system[key], !node.isEmpty else { continue }
                refuse(node, "\(key)` of the file system on `\(device)", "leave it out")
            }
            guard let format = system["format"], format.string != "none" else {
                refuse(system, "a file system without format on `\(device)", "name its format")
                continue
            }
            checkMount(of: system, device)
            var entries = [("device", text(device)), ("filesystem", format)]
            if let label = system["label"] { entries.append(("label", label)) }
            entries.append(("overwrite", .boolean(system["wipeFilesystem"]?.boolean ?? false, origin: origin)))
            items.append(mapping(entries))
        }
        return items.isEmpty ? nil : list(items)
    }

    /// Ignition mounts a file system while it writes files; cloud-init writes them before any mount.
    private mutating func checkMount(of system: Node, _ device: String) {
        guard let path = system["path"]?.string, path != "none" else { return }
        let unit = config[["systemd", "units"]]?.items?.first { unit in
            unit["contents"]?.string?.split(separator: "\n").contains("Where=\(path)") ?? false
        }
        if unit == nil {
            let key = system["mountOptions"].map { $0.isEmpty ? "path" : "mount_options" } ?? "path"
            refuse(
                system["path"] ?? system, "\(key)` of the file system on `\(device)", "set `with_mount_unit: true`")
        }
        for list in ["files", "directories", "links"] {
            for item in config[["storage", list]]?.items ?? [] {
                guard let name = item["path"], name.string?.hasPrefix(path == "/" ? "/" : path + "/") == true else {
                    continue
                }
                refuse(
                    name, "\(list)` below the mount point `\(path)",
                    "write it by a unit that is ordered after the mount: cloud-init writes before anything is mounted")
            }
        }
    }
}
