/// Where the parts of a FAT32 file system stand, in sectors of 512 bytes.
///
///     | boot sector, FSInfo, …, their copies at 6 and 7 | FAT | FAT | cluster 2, cluster 3, … |
///     0                                          reserved                                total
///
/// Source: Microsoft, "FAT32 File System Specification" 1.03, "FAT Data Structure" and "FAT Type Determination".
struct FAT32Geometry: Equatable {
    static let sectorSize: UInt64 = 512
    /// With fewer clusters the file system would be FAT16, whatever it says of itself.
    static let fewestClusters: UInt64 = 65525
    /// The numbers above are reserved.
    static let mostClusters: UInt64 = 0x0FFF_FFF5
    static let fats: UInt64 = 2

    let sectors: UInt64
    let sectorsPerCluster: UInt64
    let reserved: UInt64
    let sectorsPerFAT: UInt64

    var clusterSize: UInt64 { sectorsPerCluster * Self.sectorSize }
    /// The sector of cluster 2, the first. A caller has checked that it is not behind the end.
    var dataStart: UInt64 { reserved + Self.fats * sectorsPerFAT }
    var clusters: UInt64 { (sectors - dataStart) / sectorsPerCluster }
    /// Valid cluster numbers.
    var clusterNumbers: Range<UInt32> { 2..<(UInt32(clusters) + 2) }

    /// The byte at which a FAT starts.
    /// - Parameter index: 0 or 1.
    func fatOffset(_ index: UInt64) -> UInt64 { (reserved + index * sectorsPerFAT) * Self.sectorSize }

    /// The byte at which a cluster starts.
    func offset(ofCluster number: UInt32) -> UInt64 {
        dataStart * Self.sectorSize + (UInt64(number) - 2) * clusterSize
    }

    /// The geometry of a new file system. Clusters are as Microsoft's table has them; the data starts at a multiple of
    /// 4 KiB, as the FATs are rounded up.
    /// - Parameter size: bytes.
    init(size: UInt64) throws(BootDiskError) {
        sectors = size / Self.sectorSize
        guard size % Self.sectorSize == 0, sectors <= UInt64(UInt32.max) else {
            throw BootDiskError(.invalidInput, .fat, "size", "is \(size) bytes: not whole sectors, or 2 TiB or more")
        }
        sectorsPerCluster =
            switch size >> 20 {
            case ...260: 1
            case ..<8192: 8
            case ..<16384: 16
            case ..<32768: 32
            default: 64
            }
        reserved = 32
        // An upper bound: the FATs' own sectors need no entries.
        sectorsPerFAT = ((sectors / sectorsPerCluster + 2 + 127) / 128 + 7) / 8 * 8
        guard sectors > dataStart, clusters >= Self.fewestClusters else {
            throw BootDiskError(
                .invalidInput, .fat, "size", "is \(size) bytes, and FAT32 needs 65525 clusters: use 34 MiB or more")
        }
    }

    /// A geometry that was read; nil where it cannot be.
    init?(sectors: UInt64, sectorsPerCluster: UInt64, reserved: UInt64, sectorsPerFAT: UInt64) {
        guard sectorsPerCluster.nonzeroBitCount == 1, reserved > 0, sectorsPerFAT <= 1 << 22 else { return nil }
        self.sectors = sectors
        self.sectorsPerCluster = sectorsPerCluster
        self.reserved = reserved
        self.sectorsPerFAT = sectorsPerFAT
        guard sectors > dataStart, (Self.fewestClusters...Self.mostClusters).contains(clusters),
            sectorsPerFAT * 128 >= clusters + 2
        else { return nil }
    }
}
