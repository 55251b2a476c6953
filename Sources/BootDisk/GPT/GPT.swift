/// A GUID partition table for sectors of 512 bytes: 128 entries of 128 bytes, at both ends of the disk.
///
///     LBA 0          protective MBR
///     LBA 1          primary header
///     LBA 2 to 33    entries
///     LBA 34 to 2047 unused, so that the first partition can start at 1 MiB
///     LBA 2048 …     partitions
///     last 33 LBAs   entries, then the backup header in the very last
///
/// Source: UEFI specification 2.10, chapter 5 ("GUID Partition Table (GPT) Disk Layout").
package struct GPT: Equatable, Sendable {
    package static let sectorSize: UInt64 = 512
    /// Bytes from the disk's start that the table takes, and where partitions may begin.
    package static let firstUsableOffset: UInt64 = 1 << 20
    /// Bytes of the table at the disk's end.
    package static let backupSize: UInt64 = 33 * sectorSize
    static let entries = 128
    static let entrySize = 128
    static let entrySectors: UInt64 = 32

    /// Bytes, a multiple of 512.
    package let diskSize: UInt64
    package let identifier: GUID
    /// In the order of their numbers.
    package let partitions: [Partition]

    /// Fails where the partitions do not fit onto the disk, overlap, or cannot be told apart.
    package init(diskSize: UInt64, identifier: GUID, partitions: [Partition]) throws(BootDiskError) {
        self.diskSize = diskSize
        self.identifier = identifier
        self.partitions = partitions
        try check(firstUsable: Self.firstUsableOffset, .invalidInput)
    }

    /// A table that was read.
    /// - Parameter firstUsable: bytes from the disk's start.
    init(
        decoded diskSize: UInt64, _ identifier: GUID, _ partitions: [Partition], firstUsable: UInt64
    ) throws(BootDiskError) {
        self.diskSize = diskSize
        self.identifier = identifier
        self.partitions = partitions
        try check(firstUsable: firstUsable, .damaged)
    }

    /// The size of the smallest disk whose last partition ends at `offset`.
    package static func diskSize(partitionsEndingAt offset: UInt64) -> UInt64 { offset + backupSize }

    package var backupOffset: UInt64 { diskSize - Self.backupSize }

    package func partition(named name: String) -> Partition? { partitions.first { $0.name == name } }
}
