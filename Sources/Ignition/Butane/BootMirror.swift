import Documents

/// Fedora CoreOS' partitions, repeated on every disk of a mirror.
///
/// Source: `config/fcos/v1_*/translate.go` of Butane; the sizes are those of the operating system's image and must not
/// become smaller.
struct BootMirror {
    static let rootArray = "/dev/md/md-root"

    let layout: String
    /// The disks' names.
    let devices: [Node]
    let origin: Origin

    private struct Part {
        let label: String
        var size: Int?
        var type: String?
    }

    private static let reserved = Part(label: "reserved", size: 1, type: "8DA63339-0007-60C0-C436-083AC8230908")
    private static let bios = Part(label: "bios", size: 1, type: "21686148-6449-6E6F-744E-656564454649")
    private static let prep = Part(label: "prep", size: 4, type: "9E1A2D38-C612-4316-AA26-8B49521E5A8B")
    private static let efi = Part(label: "esp", size: 127, type: "C12A7328-F81F-11D2-BA4B-00A0C93EC93B")
    private static let boot = Part(label: "boot", size: 384)
    private static let root = Part(label: "root")

    private var hasEFI: Bool { layout == "x86_64" || layout == "aarch64" }

    private var parts: [Part] {
        let first = layout == "x86_64" ? Self.bios : layout == "ppc64le" ? Self.prep : Self.reserved
        return [first, hasEFI ? Self.efi : Self.reserved, Self.boot, Self.root]
    }

    var disks: [Node] {
        devices.enumerated().map { index, device in
            let make = Maker(origin: device.origin)
            let partitions = parts.map { part in
                make.object([
                    "label": make.text("\(part.label)-\(index + 1)"), "sizeMiB": part.size.map(make.number),
                    "typeGuid": part.type.map(make.text),
                ])
            }
            return make.object(["device": device, "wipeTable": make.flag(true), "partitions": make.list(partitions)])
        }
    }

    var arrays: [Node] {
        let make = Maker(origin: origin)
        func array(_ part: String, _ options: Node?) -> Node {
            let members = devices.indices.map { make.text("/dev/disk/by-partlabel/\(part)-\($0 + 1)") }
            return make.object([
                "name": make.text("md-\(part)"), "level": make.text("raid1"), "devices": make.list(members),
                "options": options,
            ])
        }
        // The superblock at the end lets a BIOS boot loader read /boot as a plain file system.
        return [array("boot", make.list([make.text("--metadata=1.0")])), array("root", nil)]
    }

    /// The EFI system partitions and /boot.
    var filesystems: [Node] {
        func filesystem(_ device: String, _ format: String, _ label: String, _ origin: Origin) -> Node {
            let make = Maker(origin: origin)
            return make.object([
                "device": make.text(device), "format": make.text(format), "label": make.text(label),
                "wipeFilesystem": make.flag(true),
            ])
        }
        let systemPartitions =
            !hasEFI
            ? []
            : devices.enumerated().map { index, device in
                filesystem("/dev/disk/by-partlabel/esp-\(index + 1)", "vfat", "esp-\(index + 1)", device.origin)
            }
        return systemPartitions + [filesystem("/dev/md/md-boot", "ext4", "boot", origin)]
    }
}
