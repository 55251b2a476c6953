/// Gives out clusters one behind the other and keeps their chains.
///
/// The table has 32 bits for each cluster, of which the upper four are not used: the number of the next cluster of the
/// same file, or a mark for its last. The first two entries are no clusters: the media byte, and two bits that say that
/// the file system was closed cleanly.
///
/// Source: Microsoft, "FAT32 File System Specification" 1.03, "FAT Data Structure".
struct ClusterAllocation {
    static let last: UInt32 = 0x0FFF_FFFF

    private let geometry: FAT32Geometry
    /// The FAT as far as it is used.
    private(set) var table: [UInt8] = []
    /// The first cluster that is free.
    private(set) var next: UInt32 = 2

    init(_ geometry: FAT32Geometry) {
        self.geometry = geometry
        table.append(littleEndian: 0x0FFF_FFF8 as UInt32)
        table.append(littleEndian: Self.last)
    }

    var free: UInt32 { UInt32(geometry.clusters) + 2 - next }

    /// The first of as many clusters as `bytes` need; 0 for no bytes.
    /// - Parameter name: what they are for.
    mutating func allocate(_ bytes: UInt64, _ name: String) throws(BootDiskError) -> UInt32 {
        guard bytes > 0 else { return 0 }
        let count = (bytes - 1) / geometry.clusterSize + 1
        guard count <= UInt64(free) else {
            let room = UInt64(free) * geometry.clusterSize
            throw BootDiskError(
                .noRoom, .fat, name, "needs \(bytes) bytes where \(room) of \(geometry.sectors * 512) are left")
        }
        let first = next
        next += UInt32(count)
        table.reserveCapacity(Int(next) * 4)
        for cluster in first..<(next - 1) { table.append(littleEndian: cluster + 1) }
        table.append(littleEndian: Self.last)
        return first
    }
}
