package import BootDisk

/// Where the parts of a disk stand. Each starts on the grid of 512 KiB blocks, and ends there.
///
///     0        partition table
///     1 MiB    esp, FAT32 with the unified kernel image
///     65 MiB   root, SquashFS, a multiple of 4 MiB
///     …        root-verity, its hash tree, a multiple of 1 MiB
///     …        backup of the table, in the last of 1 MiB
///
/// On the running host systemd-repart adds `state` behind them.
package struct DiskLayout: Sendable, Equatable {
    package static let espSize: UInt64 = 64 << 20
    package static let espOffset = GPT.firstUsableOffset
    package static let rootOffset = espOffset + espSize

    /// Bytes of the partition, as those that follow.
    package let rootSize: UInt64
    package let veritySize: UInt64

    /// - Parameters:
    ///   - root: bytes of the SquashFS.
    ///   - verity: bytes of its hash tree.
    package init(root: UInt64, verity: UInt64) {
        rootSize = Self.roundedUp(root, to: 4 << 20)
        veritySize = Self.roundedUp(verity, to: 1 << 20)
    }

    package var verityOffset: UInt64 { Self.rootOffset + rootSize }
    package var diskSize: UInt64 {
        Self.roundedUp(GPT.diskSize(partitionsEndingAt: verityOffset + veritySize), to: 1 << 20)
    }

    package func partitions(_ identity: PartitionIdentity, _ architecture: BootFiles.Architecture) -> [Partition] {
        let isX86 = architecture == .x86_64
        return [
            Partition(
                type: PartitionType.efiSystem, identifier: identity.identifier(for: "esp"), name: "esp",
                offset: Self.espOffset, size: Self.espSize),
            Partition(
                type: isX86 ? PartitionType.rootX86 : PartitionType.rootARM,
                identifier: identity.identifier(for: "root"), name: "root", offset: Self.rootOffset, size: rootSize,
                attributes: .readOnly),
            Partition(
                type: isX86 ? PartitionType.rootVerityX86 : PartitionType.rootVerityARM,
                identifier: identity.identifier(for: "root-verity"), name: "root-verity", offset: verityOffset,
                size: veritySize, attributes: .readOnly),
        ]
    }

    private static func roundedUp(_ value: UInt64, to unit: UInt64) -> UInt64 { (value + unit - 1) / unit * unit }
}
