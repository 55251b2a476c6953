/// The first sector of a FAT32 file system.
///
///      0 jump              3 maker, 8 bytes     11 bytes per sector (16)  13 sectors per cluster (8)
///     14 reserved sectors (16)                  16 FATs (8)               17 0 (32): FAT12 and FAT16 only
///     21 media 0xF8 (8)   22 0 (16)             24 CHS (2 × 16)           28 hidden sectors (32)
///     32 sectors (32)     36 sectors per FAT (32)                         40 0 (32): FATs mirrored, version 0.0
///     44 root cluster (32)                      48 FSInfo sector (16)     50 sector of the copy (16)
///     64 drive 0x80 (8)   66 0x29 (8)           67 serial (32)            71 label, 11 bytes
///     82 "FAT32   "      510 0x55 0xAA
///
/// Source: Microsoft, "FAT32 File System Specification" 1.03, "Boot Sector and BPB".
struct FAT32BootSector {
    static let infoSector = 1
    static let copySector = 6

    let geometry: FAT32Geometry
    let rootCluster: UInt32
    let serial: UInt32
    /// 11 bytes.
    let label: [UInt8]

    var encoded: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        bytes.replaceSubrange(0..<11, with: [0xEB, 0x58, 0x90] + Array("BASALT  ".utf8))
        bytes.set(UInt16(FAT32Geometry.sectorSize), at: 11)
        bytes[13] = UInt8(geometry.sectorsPerCluster)
        bytes.set(UInt16(geometry.reserved), at: 14)
        bytes[16] = UInt8(FAT32Geometry.fats)
        bytes[21] = 0xF8
        bytes.set(UInt16(63), at: 24)
        bytes.set(UInt16(255), at: 26)
        bytes.set(UInt32(geometry.sectors), at: 32)
        bytes.set(UInt32(geometry.sectorsPerFAT), at: 36)
        bytes.set(rootCluster, at: 44)
        bytes.set(UInt16(Self.infoSector), at: 48)
        bytes.set(UInt16(Self.copySector), at: 50)
        bytes[64] = 0x80
        bytes[66] = 0x29
        bytes.set(serial, at: 67)
        bytes.replaceSubrange(71..<82, with: label)
        bytes.replaceSubrange(82..<90, with: Array("FAT32   ".utf8))
        bytes.replaceSubrange(510..<512, with: [0x55, 0xAA])
        return bytes
    }

    init(geometry: FAT32Geometry, serial: UInt32, label: [UInt8]) {
        self.geometry = geometry
        self.serial = serial
        self.label = label
        rootCluster = 2
    }

    /// - Parameters:
    ///   - bytes: 512 bytes.
    ///   - size: the bytes of the partition.
    init(decoding bytes: [UInt8], size: UInt64) throws(BootDiskError) {
        func failure(_ field: String, _ reason: String) -> BootDiskError {
            BootDiskError(.damaged, .fat, "boot sector, \(field)", reason)
        }
        func number<N: FixedWidthInteger & UnsignedInteger>(_ offset: Int, _: N.Type) -> UInt64 {
            UInt64(bytes.number(at: offset, as: N.self) ?? 0)
        }
        guard bytes.count == 512, bytes[510] == 0x55, bytes[511] == 0xAA else {
            throw failure("signature", "is not 0x55 0xAA: there is no FAT file system")
        }
        guard number(11, UInt16.self) == FAT32Geometry.sectorSize else {
            throw BootDiskError(
                .unsupported, .fat, "boot sector, bytes per sector", "are \(number(11, UInt16.self)), not 512")
        }
        guard bytes[82..<90].elementsEqual("FAT32   ".utf8), number(17, UInt32.self) == 0, number(22, UInt16.self) == 0
        else {
            throw BootDiskError(.unsupported, .fat, "boot sector, type", "is not FAT32")
        }
        guard bytes[16] == UInt8(FAT32Geometry.fats), number(40, UInt32.self) == 0 else {
            throw BootDiskError(.unsupported, .fat, "boot sector, FATs", "are not two that mirror each other")
        }
        guard
            let geometry = FAT32Geometry(
                sectors: number(32, UInt32.self), sectorsPerCluster: UInt64(bytes[13]),
                reserved: number(14, UInt16.self),
                sectorsPerFAT: number(36, UInt32.self))
        else {
            throw failure("geometry", "is none that a FAT32 file system has")
        }
        guard geometry.sectors <= size / FAT32Geometry.sectorSize else {
            throw failure("sectors", "are \(geometry.sectors), and the partition has \(size) bytes")
        }
        guard geometry.reserved > UInt64(Self.copySector), number(50, UInt16.self) == UInt64(Self.copySector) else {
            throw failure("sector of the copy", "is not 6")
        }
        let root = UInt32(number(44, UInt32.self))
        guard geometry.clusterNumbers.contains(root) else {
            throw failure("root cluster", "is \(root), and there are \(geometry.clusters)")
        }
        self.geometry = geometry
        rootCluster = root
        serial = UInt32(number(67, UInt32.self))
        label = Array(bytes[71..<82])
    }

    /// The sector that counts what is free.
    ///
    ///      0 "RRaA"    484 "rrAa"    488 free clusters (32)    492 where to look for the next (32)    508 0xAA550000
    ///
    /// Source: the same, "FAT32 FSInfo Sector Structure".
    static func info(freeClusters: UInt32, nextFree: UInt32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 512)
        for (offset, number) in [
            (0, 0x4161_5252), (484, 0x6141_7272), (488, freeClusters), (492, nextFree), (508, 0xAA55_0000),
        ] as [(Int, UInt32)] { bytes.set(number, at: offset) }
        return bytes
    }
}
