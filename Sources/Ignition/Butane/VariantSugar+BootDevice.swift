import Documents
import Values

/// The layouts of Fedora CoreOS' boot disk.
///
/// Source: `config/fcos/v1_*/validate.go` of Butane.
private enum Layout {
    static let common = ["aarch64", "ppc64le", "x86_64"]
    static let s390x = ["s390x-eckd", "s390x-virt", "s390x-zfcp"]
    /// Layouts that name the disk, with the start of its name and the partition that is encrypted.
    static let named = [
        "s390x-eckd": (prefix: "/dev/dasd", partition: "2"), "s390x-zfcp": (prefix: "/dev/sd", partition: "4"),
    ]
}

extension VariantSugar {
    private var bootDevice: Node? { document["boot_device"].flatMap { $0.isNull ? nil : $0 } }
    private var layout: String? { bootDevice?["layout"]?.string }
    private var knownLayouts: [String] {
        Layout.common + (dialect.specification >= Specification.v3_5 ? Layout.s390x : [])
    }

    mutating func checkBootDevice() {
        guard let device = bootDevice else { return }
        let mirrors = device["mirror"]?["devices"]?.items ?? []
        if mirrors.count == 1 {
            error(.wrongValue, "a mirror needs at least two devices", at: "boot_device", "mirror", "devices")
        }
        if !mirrors.isEmpty, layout == nil { reportMissingLayout() }
        if let layout { check(layout, of: device, isMirrored: !mirrors.isEmpty) }
        let luks = device["luks"]
        if luks?["cex"]?.isTrue("enabled") == true { checkCex(luks) }
        if dialect.specification >= Specification.v3_6, luks?.text("device") != nil, !unlocks(luks), !usesCex(luks) {
            error(
                .missingValue, "no way to unlock the disk is given", at: "boot_device", "luks",
                remedy: "add `tang`, `tpm2` or `cex`")
        }
    }

    private mutating func reportMissingLayout() {
        let path = NodePath([.key("boot_device"), .key("mirror")])
        let isError = dialect.specification >= Specification.v3_6
        diagnostics.add(
            Diagnostic(
                isError ? .error : .warning, .missingValue, "a mirrored boot disk needs to know the layout", at: path,
                origin: document.nearest(path).origin.firstLine, remedy: "add `boot_device.layout`, such as x86_64"))
    }

    private mutating func check(_ layout: String, of device: Node, isMirrored: Bool) {
        guard knownLayouts.contains(layout) else {
            return error(
                .wrongValue, "`\(shortened(layout))` is not a layout", at: "boot_device", "layout",
                remedy: "use \(knownLayouts.joined(separator: ", "))")
        }
        if let named = Layout.named[layout] {
            let disk = device["luks"]?.text("device") ?? ""
            let name = disk.hasPrefix(named.prefix) ? disk.dropFirst(named.prefix.count) : ""
            if name.utf8.count != 1 || !(name.utf8.first.map { (0x61...0x7A).contains($0) } ?? false) {
                error(
                    disk.isEmpty ? .missingValue : .wrongValue,
                    "the layout `\(layout)` needs the disk in `luks.device`, as \(named.prefix)a", at: "boot_device",
                    "layout")
            }
        }
        if isMirrored, Layout.s390x.contains(layout) {
            error(.conflictingValues, "the layout `\(layout)` cannot be mirrored", at: "boot_device", "layout")
        }
    }

    private mutating func checkCex(_ luks: Node?) {
        if layout.map({ !$0.hasPrefix("s390x") }) ?? true {
            let message = "only s390x machines have a Crypto Express card"
            let remedy = "set `layout` to an s390x one, or remove `cex`"
            if layout == nil {
                error(.conflictingValues, message, at: "boot_device", "luks", "cex", remedy: remedy)
            } else {
                error(.conflictingValues, message, at: "boot_device", "layout", remedy: remedy)
            }
        }
        if luks?["tang"]?.items?.isEmpty == false || luks?.isTrue("tpm2") == true {
            error(.conflictingValues, "a Crypto Express card excludes `tang` and `tpm2`", at: "boot_device", "luks")
        }
    }

    private func unlocks(_ luks: Node?) -> Bool {
        luks?["tang"]?.items?.isEmpty == false || luks?.isTrue("tpm2") == true
    }

    private func usesCex(_ luks: Node?) -> Bool { luks?["cex"]?.isTrue("enabled") == true }

    /// The disks, arrays, volume and file systems behind `boot_device`; nil where nothing is asked for.
    func renderedBootDevice() -> Node? {
        guard let device = bootDevice, layout.map(knownLayouts.contains) ?? true else { return nil }
        let luks = device["luks"]
        let mirrors = (device["mirror"]?["devices"]?.items ?? []).filter { $0.string != nil }
        let isEncrypted = unlocks(luks) || usesCex(luks)
        guard isEncrypted || !mirrors.isEmpty else { return nil }
        let make = Maker(origin: device.origin)
        let mirror = BootMirror(
            layout: layout ?? "x86_64", devices: mirrors, origin: device["mirror"]?.origin ?? device.origin)
        let root = isEncrypted ? "/dev/mapper/root" : BootMirror.rootArray
        let filesystem = make.object([
            "device": make.text(root), "format": make.text("xfs"), "label": make.text("root"),
            "wipeFilesystem": make.flag(true),
        ])
        let volume = isEncrypted ? luks.map { self.volume($0, isMirrored: !mirrors.isEmpty) } : nil
        let storage = make.object([
            "disks": mirrors.isEmpty ? nil : make.list(mirror.disks),
            "raid": mirrors.isEmpty ? nil : make.list(mirror.arrays),
            "luks": volume.map { make.list([$0]) },
            "filesystems": make.list((mirrors.isEmpty ? [] : mirror.filesystems) + [filesystem]),
        ])
        return make.object(["storage": storage])
    }

    private func volume(_ luks: Node, isMirrored: Bool) -> Node {
        let make = Maker(origin: luks.origin)
        let named = layout.flatMap { Layout.named[$0] }
        let whole = isMirrored ? BootMirror.rootArray : "/dev/disk/by-partlabel/root"
        let device = named.map { (luks.text("device") ?? "") + $0.partition } ?? whole
        let clevis = make.object(["tang": luks["tang"], "threshold": luks["threshold"], "tpm2": luks["tpm2"]])
        let hasCex = usesCex(luks)
        return make.object([
            "name": make.text("root"), "label": make.text("luks-root"), "device": make.text(device),
            "wipeVolume": make.flag(true), "discard": luks["discard"],
            "clevis": hasCex ? nil : clevis, "cex": hasCex ? luks["cex"] : nil,
        ])
    }
}
