import BootDisk

/// The layout of an image: ESP, root, hash tree.
enum SampleDisk {
    static let mebibyte: UInt64 = 1 << 20

    static func partitions(root: UInt64 = 200, tree: UInt64 = 2) -> [Partition] {
        [
            Partition(
                type: PartitionType.efiSystem, identifier: GUID(1, 1), name: "esp", offset: mebibyte,
                size: 64 * mebibyte),
            Partition(
                type: PartitionType.rootX86, identifier: GUID(1, 2), name: "root", offset: 65 * mebibyte,
                size: root * mebibyte, attributes: .readOnly),
            Partition(
                type: PartitionType.rootVerityX86, identifier: GUID(1, 3), name: "root-verity",
                offset: (65 + root) * mebibyte, size: tree * mebibyte, attributes: [.readOnly, .noAutomaticMount]),
        ]
    }

    static func table(diskSize: UInt64 = 268 * mebibyte) throws -> GPT {
        try GPT(diskSize: diskSize, identifier: GUID(0x6C61_6200_0000_4000, 1), partitions: partitions())
    }

    static func disk(_ table: GPT) -> Disk {
        var disk = Disk(size: table.diskSize)
        disk.write(table.primary, at: 0)
        disk.write(table.backup, at: table.backupOffset)
        return disk
    }
}
