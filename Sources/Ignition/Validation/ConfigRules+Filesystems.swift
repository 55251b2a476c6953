import Documents

package enum FilesystemLabel {
    /// The longest label of each format, in bytes.
    ///
    /// Source: mkfs.ext4(8), mkfs.xfs(8), mkfs.fat(8); `BTRFS_LABEL_SIZE` in linux/btrfs.h, which counts the zero at the
    /// end; mkswap cuts at 15.
    package static let longest = ["ext4": 16, "btrfs": 255, "xfs": 12, "swap": 15, "vfat": 11]
}

extension ConfigRules {
    mutating func checkFilesystems() {
        var disks: [String: Node] = [:]
        for (disk, _) in items("storage", "disks") { if let device = disk.text("device") { disks[device] = disk } }
        for (filesystem, path) in items("storage", "filesystems") {
            checkFormat(filesystem, at: path)
            guard let device = filesystem.text("device"), let disk = disks[device] else { continue }
            if disk["partitions"]?.items?.isEmpty == false {
                warning(
                    .conflictingValues, "the file system covers `\(device)`, whose partitions another entry makes",
                    at: path / "device", remedy: "name one of the partitions")
            } else if disk.isTrue("wipeTable"), !filesystem.isTrue("wipeFilesystem") {
                warning(
                    .conflictingValues, "\(word("wipeTable")) of `\(device)` erases this file system too",
                    at: path / "device", remedy: "set \(word("wipeFilesystem")): true if that is meant")
            }
        }
    }

    private mutating func checkFormat(_ filesystem: Node, at path: NodePath) {
        let label = filesystem.text("label")
        guard let format = filesystem.text("format") else {
            let other =
                ["path", "label", "uuid"].first { filesystem.text($0) != nil }
                ?? ["wipeFilesystem"].first { filesystem.isTrue($0) }
                ?? ["options", "mountOptions"].first { filesystem[$0]?.items?.isEmpty == false }
            if let other {
                error(
                    .missingValue, "\(word(other)) needs the file system's format", at: path / "format",
                    remedy: "add `format`: ext4, btrfs, xfs, swap or vfat")
            }
            if label != nil { error(.missingValue, "a label needs the file system's format", at: path / "label") }
            return
        }
        if let label, let longest = FilesystemLabel.longest[format], label.utf8.count > longest {
            error(
                .wrongValue,
                "the label `\(shortened(label))` is \(label.utf8.count) bytes long; \(format) takes \(longest)",
                at: path / "label")
        }
    }
}
