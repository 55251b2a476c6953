import Documents
import Values

extension ConfigRules {
    /// What the operating system of a Butane document does not support, and what it would do with a disk.
    mutating func check(_ dialect: ButaneDialect) {
        if dialect.variant == .flatcar { checkFlatcar(dialect) }
        if dialect.variant == .openshift { checkOpenShift(dialect) }
        if dialect.variant != .flatcar { checkCoreOSDisks(dialect) }
    }

    /// Source: the field filter in `config/flatcar/v1_*/translate.go` of Butane.
    private mutating func checkFlatcar(_ dialect: ButaneDialect) {
        for (volume, path) in items("storage", "luks") where volume["clevis"].map({ !isUnset($0) }) ?? false {
            refuse("`clevis`", dialect, at: path / "clevis", remedy: "use a key file")
        }
    }

    /// Null, `{}`, `[]`, or an object that holds only such.
    private func isUnset(_ node: Node) -> Bool {
        if let mapping = node.mapping { return mapping.entries.allSatisfy { isUnset($0.value) } }
        return node.isEmpty
    }

    /// What OpenShift refuses also where a plain Ignition configuration is wanted; its further limits are those of
    /// machine configurations.
    ///
    /// Source: `validateRHCOSSupport` and `validateMCOSupport` in `config/openshift/v4_*/translate.go` of Butane.
    private mutating func checkOpenShift(_ dialect: ButaneDialect) {
        for (filesystem, path) in items("storage", "filesystems") {
            let format = filesystem.text("format")
            guard format == "btrfs" || (format == "none" && dialect.version >= Version(4, 14, 0)) else { continue }
            refuse("the format `\(format ?? "")`", dialect, at: path / "format")
        }
        for (file, path) in items("storage", "files") {
            if let source = file["contents"]?.text("source"), SourceURL.scheme(of: source) != "data" {
                refuse(
                    "content from `\(shortened(source))`", dialect, at: path / "contents" / "source",
                    remedy: "use `inline` or `local`")
            }
            if let mode = file["mode"]?.integer, mode & ~0o777 != 0, dialect.version >= Version(4, 10, 0) {
                refuse("the mode 0\(String(mode, radix: 8)) with special bits", dialect, at: path / "mode")
            }
        }
        for (user, path) in items("passwd", "users") where user["name"]?.string != "core" {
            refuse(
                "the user `\(shortened(user.text("name") ?? ""))`", dialect, at: path / "name",
                remedy: "only `core` can be changed")
        }
    }

    private mutating func refuse(_ what: String, _ dialect: ButaneDialect, at path: NodePath, remedy: String? = nil) {
        error(
            .unsupportedByTarget, "\(what) is not supported by \(dialect.variant) \(dialect.version)", at: path,
            remedy: remedy)
    }

    /// The partitions that the operating system itself is made of.
    private static let reservedLabels = ["BIOS-BOOT": 1, "PowerPC-PReP-boot": 1, "EFI-SYSTEM": 2, "boot": 3, "root": 4]

    private mutating func checkCoreOSDisks(_ dialect: ButaneDialect) {
        for (disk, path) in items("storage", "disks") {
            let partitions = disk["partitions"]?.items ?? []
            let floating = partitions.count { ($0["startMiB"]?.integer ?? 0) == 0 }
            for (index, partition) in partitions.enumerated() {
                guard let label = partition["label"]?.string else { continue }
                let place = path / "partitions" / index
                let number = partition["number"]?.integer ?? 0
                if !disk.isTrue("wipeTable"), let reserved = Self.reservedLabels[label], number != reserved {
                    warning(
                        .conflictingValues,
                        "`\(label)` names partition \(reserved) of the operating system; a second one will be made",
                        at: place / "label", remedy: "set `number: \(reserved)`, or choose another label")
                } else if dialect.variant == .fcos, dialect.specification >= Specification.v3_5, number == 0,
                    !disk.isTrue("wipeTable"), disk.text("device") != "/dev/disk/by-id/coreos-boot-disk"
                {
                    warning(
                        .conflictingValues, "a partition can be found again only by its number", at: place / "number",
                        remedy: "add `number`, or set \(word("wipeTable")): true")
                }
                guard label == "root", dialect.specification >= Specification.v3_2 else { continue }
                let size = partition["sizeMiB"]?.integer ?? 0
                let isFloating = (partition["startMiB"]?.integer ?? 0) == 0
                if size == 0, floating > (isFloating ? 1 : 0) {
                    warning(
                        .conflictingValues, "the root partition cannot grow: another one is placed behind it",
                        at: place / "label")
                } else if size > 0, size < 8192 {
                    warning(.wrongValue, "the root partition has \(size) MiB; it needs 8192", at: place / "sizeMiB")
                }
            }
        }
    }
}
