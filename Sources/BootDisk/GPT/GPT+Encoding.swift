extension GPT {
    /// The disk's first 34 sectors: protective MBR, header, entries.
    package var primary: [UInt8] {
        let entries = encodedEntries
        return protectiveMBR + GPTHeader(self, entriesChecksum: CRC32.checksum(entries)).encoded + entries
    }

    /// The disk's last 33 sectors, for `backupOffset`: entries, header.
    package var backup: [UInt8] {
        let entries = encodedEntries
        return entries + GPTHeader(self, entriesChecksum: CRC32.checksum(entries)).backup.encoded
    }

    /// A sector that shows the whole disk as one partition of type 0xEE to programs that know no GPT.
    ///
    ///     440 disk signature, zero     446 four records of 16 bytes     510 0x55 0xAA
    ///
    ///     record:  0 flags   1 first CHS   4 type   5 last CHS   8 first LBA (32)   12 sectors (32)
    ///
    /// Source: UEFI specification 2.10, section 5.2.3.
    var protectiveMBR: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 446)
        bytes += [0, 0x00, 0x02, 0x00, 0xEE, 0xFF, 0xFF, 0xFF]
        bytes.append(littleEndian: UInt32(1))
        bytes.append(littleEndian: UInt32(clamping: diskSize / Self.sectorSize - 1))
        bytes += [UInt8](repeating: 0, count: 48) + [0x55, 0xAA]
        return bytes
    }

    /// 128 entries; those that are not used are zero.
    ///
    ///      0 type GUID (16)          16 partition GUID (16)     32 first LBA (64)    40 last LBA (64)
    ///     48 attributes (64)         56 name, UTF-16, 72 bytes
    ///
    /// Source: UEFI specification 2.10, table 5.6.
    private var encodedEntries: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.entries * Self.entrySize)
        for partition in partitions {
            bytes += partition.type.mixedEndian + partition.identifier.mixedEndian
            bytes.append(littleEndian: partition.offset / Self.sectorSize)
            bytes.append(littleEndian: (partition.offset + partition.size) / Self.sectorSize - 1)
            bytes.append(littleEndian: partition.attributes.rawValue)
            for unit in partition.name.utf16 { bytes.append(littleEndian: unit) }
            bytes.pad(to: Self.entrySize)
        }
        return bytes + [UInt8](repeating: 0, count: Self.entries * Self.entrySize - bytes.count)
    }
}
