/// One partition of a disk.
package struct Partition: Equatable, Sendable {
    /// What it holds; see `PartitionType`.
    package var type: GUID
    /// This partition alone.
    package var identifier: GUID
    /// At most 36 UTF-16 code units.
    package var name: String
    /// Bytes from the disk's start, a multiple of 512.
    package var offset: UInt64
    /// Bytes, a multiple of 512.
    package var size: UInt64
    package var attributes: Attributes

    /// Bits 0 to 2 are the same for all types, bits 48 to 63 belong to the type.
    ///
    /// Source: UEFI specification 2.10, table 5.8; Discoverable Partitions Specification, "Partition Flags".
    package struct Attributes: OptionSet, Hashable, Sendable {
        package let rawValue: UInt64
        package init(rawValue: UInt64) { self.rawValue = rawValue }

        package static let growFileSystem = Attributes(rawValue: 1 << 59)
        package static let readOnly = Attributes(rawValue: 1 << 60)
        package static let noAutomaticMount = Attributes(rawValue: 1 << 63)
    }

    package init(
        type: GUID, identifier: GUID, name: String, offset: UInt64, size: UInt64, attributes: Attributes = []
    ) {
        self.type = type
        self.identifier = identifier
        self.name = name
        self.offset = offset
        self.size = size
        self.attributes = attributes
    }
}
