import Documents
import Values

extension Vocabulary {
    /// A whole Butane document with the top-level words `rows`.
    func document(_ rows: [Row]) -> ObjectType {
        let zero = Specification.v3_0
        return object(
            [
                sugar(
                    "variant", .text, "The operating system: fcos, flatcar or openshift.", required: true, since: zero),
                sugar("version", .text, "The version of the variant's words.", required: true, since: zero),
                field("ignition", .object(ignition), "Ignition's own settings."),
            ] + body + rows)
    }

    /// Fedora CoreOS' disk sugar, since fcos 1.3.
    var bootDevice: Row {
        let since = Specification.v3_2
        let mirror = object([sugar("devices", texts, "The disks that hold a copy each, at least two.", since: since)])
        let luks = object([
            sugar("tang", list(tang, by: "url"), "Tang servers.", since: since),
            sugar("threshold", .count, "How many of the parts are needed.", since: since),
            sugar("tpm2", .boolean, "Whether the machine's TPM 2 is used.", since: since),
            sugar("discard", .boolean, "Whether discards pass through to the disk.", since: Specification.v3_4),
            sugar("device", .text, "The disk, for the s390x layouts that need it.", since: Specification.v3_5),
            sugar("cex", .object(cex), "Unlocking by an IBM Crypto Express card.", since: Specification.v3_5),
        ])
        let type = object([
            sugar("layout", .text, "The disk layout, named after the architecture.", since: since),
            sugar("luks", .object(luks), "Encryption of the root file system.", since: since),
            sugar("mirror", .object(mirror), "Mirroring of the boot disk.", since: since),
        ])
        return sugar("boot_device", .object(type), "Changes of the disk that the host boots from.", since: since)
    }

    /// Fedora CoreOS' boot loader sugar, since fcos 1.5.
    var grub: Row {
        let since = Specification.v3_4
        let user = object([
            sugar("name", .string(.nonEmpty), "The user's name.", required: true, since: since),
            sugar(
                "password_hash", .string(.nonEmpty), "The hash that grub2-mkpasswd-pbkdf2 prints.", required: true,
                since: since),
        ])
        let type = object([sugar("users", list(user, by: "name"), "Users who may change boot entries.", since: since)])
        return sugar("grub", .object(type), "Settings of the boot loader.", since: since)
    }

    /// OpenShift's own words.
    var openshift: [Row] {
        let zero = Specification.v3_0
        let metadata = object([
            sugar("name", .string(.nonEmpty), "The machine configuration's name.", required: true, since: zero),
            sugar("labels", .map(.text), "Its labels; the role is one of them.", required: true, since: zero),
        ])
        let settings = object([
            sugar("kernel_arguments", .strings(merge: .append), "Arguments of the kernel's command line.", since: zero),
            sugar("extensions", .strings(merge: .append), "Extensions of the operating system.", since: zero),
            sugar("fips", .boolean, "Whether FIPS mode is on.", since: zero),
            sugar(
                "kernel_type", .string(.optional(["default", "realtime"])), "The kernel: default or realtime.",
                since: zero),
        ])
        return [
            sugar("metadata", .object(metadata), "Name and labels.", required: true, since: zero),
            sugar("openshift", .object(settings), "What OpenShift itself sets.", since: zero),
        ]
    }
}
