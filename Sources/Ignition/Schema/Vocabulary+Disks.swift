import Documents
import Values

extension Vocabulary {
    var disk: ObjectType {
        object([
            field("device", .string(.path), "The disk's device path.", required: true),
            field("wipeTable", .boolean, "Whether the partition table is erased first."),
            field(
                "partitions", list(partition, by: "number", "label"), "The partitions that must, or must not, exist."),
        ])
    }

    private var partition: ObjectType {
        object([
            field("number", .count, "The partition's number; 0 takes the next free one."),
            field("label", .text, "The partition's name, at most 36 characters without a colon."),
            field("sizeMiB", .count, "The size in MiB; 0 fills the space that is left."),
            field("startMiB", .count, "Where it begins, in MiB; 0 takes the largest free block."),
            field("typeGuid", .text, "The GUID of the partition's type."),
            field("guid", .text, "The partition's own GUID."),
            field("shouldExist", .boolean, "Whether the partition must exist, true by default."),
            field("wipePartitionEntry", .boolean, "Whether a partition that does not match is replaced."),
            field(
                "resize", .boolean, "Whether a partition that differs only in size is resized.",
                since: Specification.v3_2),
        ])
    }

    var filesystem: ObjectType {
        object([
            field("device", .string(.path), "The device that holds the file system.", required: true),
            field(
                "format", .string(.optional(["ext4", "btrfs", "xfs", "swap", "vfat", "none"])),
                "The file system's type; `none` since specification 3.3."),
            field("path", .string(.optionalPath), "Where Ignition mounts it while it writes files."),
            field("label", .text, "The file system's label."),
            field("uuid", .text, "The file system's UUID."),
            field("wipeFilesystem", .boolean, "Whether an existing file system is always replaced."),
            field("options", options, "Further arguments for mkfs."),
            field("mountOptions", options, "Options for mounting it.", since: Specification.v3_1),
            sugar(
                "with_mount_unit", .boolean, "Whether a mount or swap unit is written that mounts it on every boot.",
                since: Specification.v3_1),
        ])
    }

    var raid: ObjectType {
        object([
            field("name", .string(.nonEmpty), "The array's name.", required: true),
            field("level", .text(RaidLevel.all), "The RAID level.", required: true),
            field("devices", texts, "The devices that make up the array.", required: true),
            field("spares", .count, "How many of the devices are spares."),
            field("options", options, "Further arguments for mdadm."),
        ])
    }

    var luks: ObjectType {
        let since = Specification.v3_2
        return object([
            field("name", .string(.nonEmpty), "The volume's name, without slashes.", required: true, since: since),
            field("device", .string(.path), "The device that is encrypted.", required: true, since: since),
            field("keyFile", .object(resource(isFile: false)), "Where the key comes from.", since: since),
            field("label", .text, "The volume's label, at most 47 bytes.", since: since),
            field("uuid", .text, "The volume's UUID.", since: since),
            field("options", options, "Further arguments for cryptsetup luksFormat.", since: since),
            field("wipeVolume", .boolean, "Whether an existing volume is replaced.", since: since),
            field("clevis", .object(clevis), "Unlocking by Clevis.", since: since),
            field("cex", .object(cex), "Unlocking by an IBM Crypto Express card.", since: Specification.v3_5),
            field("discard", .boolean, "Whether discards pass through to the device.", since: Specification.v3_4),
            field(
                "openOptions", texts, "Further arguments for cryptsetup luksOpen, kept for later boots.",
                since: Specification.v3_4),
        ])
    }

    private var clevis: ObjectType {
        let since = Specification.v3_2
        return object([
            field("tang", list(tang, by: "url"), "Tang servers.", since: since),
            field("tpm2", .boolean, "Whether the machine's TPM 2 is used.", since: since),
            field("threshold", .count, "How many of the parts are needed.", since: since),
            field("custom", .object(clevisCustom), "Clevis' own pin and configuration.", since: since),
        ])
    }

    private var clevisCustom: ObjectType {
        let since = Specification.v3_2
        return object([
            field("pin", .text, "The pin: tpm2, tang or sss; any since specification 3.6.", since: since),
            field("config", .text, "The pin's configuration as JSON text.", since: since),
            field("needsNetwork", .boolean, "Whether the device needs the network to open.", since: since),
        ])
    }

    var tang: ObjectType {
        let since = Specification.v3_2
        return object([
            field("url", .string(.nonEmpty), "The server's URL.", required: true, since: since),
            field(
                "thumbprint", .string(.nonEmpty), "The thumbprint of the server's signing key.", required: true,
                since: since),
            field(
                "advertisement", .text, "The server's advertisement as JSON, for use without a network.",
                since: Specification.v3_4),
        ])
    }

    var cex: ObjectType {
        object([field("enabled", .boolean, "Whether the card is used.", since: Specification.v3_5)])
    }
}
