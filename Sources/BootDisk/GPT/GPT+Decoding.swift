extension GPT {
    /// Reads and checks both copies of a disk's table.
    /// - Parameters:
    ///   - diskSize: bytes.
    ///   - read: the disk's bytes in a range, exactly as many; ranges lie inside the disk.
    /// - Throws: whatever `read` throws, and `BootDiskError` that names the field that is wrong.
    package init(
        diskSize: UInt64, read: (Range<UInt64>) throws(BootDiskError) -> [UInt8]
    ) throws(BootDiskError) {
        let sector = Self.sectorSize
        let size = sector * (2 + Self.entrySectors)
        guard diskSize % sector == 0, diskSize > size + Self.backupSize else {
            throw BootDiskError(
                .damaged, .gpt, "disk size", "is \(diskSize) bytes: not whole sectors of 512, or too small for a table")
        }
        let primary = try read(0..<size)
        let backup = try read((diskSize - Self.backupSize)..<diskSize)
        guard primary.count == Int(size), backup.count == Int(Self.backupSize) else {
            throw BootDiskError(.damaged, .gpt, "table", "is cut off")
        }
        try Self.checkMBR(primary, sectors: diskSize / sector)

        let header = try GPTHeader(decoding: Array(primary[512..<1024]), "primary header")
        try Self.check(header, lastLBA: diskSize / sector - 1)
        let entries = Array(primary[1024...])
        guard CRC32.checksum(entries) == header.entriesChecksum else {
            throw BootDiskError(.damaged, .gpt, "primary entries, CRC-32", "does not match the entries")
        }
        let other = try GPTHeader(decoding: Array(backup.suffix(512)), "backup header")
        guard other == header.backup else {
            throw BootDiskError(.damaged, .gpt, "backup header", "differs from the primary header")
        }
        guard backup.dropLast(512).elementsEqual(entries) else {
            throw BootDiskError(.damaged, .gpt, "backup entries", "differ from the primary entries")
        }
        var partitions: [Partition] = []
        for index in 0..<Self.entries {
            let start = index * Self.entrySize
            let entry = Array(entries[start..<(start + Self.entrySize)])
            if let partition = try Self.partition(entry, index + 1) { partitions.append(partition) }
        }
        try self.init(
            decoded: diskSize, header.identifier, partitions, firstUsable: header.firstUsableLBA * sector)
    }

    private static func checkMBR(_ bytes: [UInt8], sectors: UInt64) throws(BootDiskError) {
        func failure(_ field: String, _ reason: String) -> BootDiskError {
            BootDiskError(.damaged, .gpt, "protective MBR, \(field)", reason)
        }
        guard bytes[510] == 0x55, bytes[511] == 0xAA else { throw failure("signature", "is not 0x55 0xAA") }
        guard bytes[450] == 0xEE, bytes[462..<510].allSatisfy({ $0 == 0 }) else {
            throw failure("partitions", "are not one of type 0xEE")
        }
        guard bytes.number(at: 454) == UInt32(1) else { throw failure("first LBA", "is not 1") }
        let size = bytes.number(at: 458, as: UInt32.self) ?? 0
        guard size == .max || UInt64(size) == sectors - 1 else {
            throw failure("size", "is \(size) sectors, not all of the disk")
        }
    }

    private static func check(_ header: GPTHeader, lastLBA: UInt64) throws(BootDiskError) {
        for (field, value, expected) in [
            ("own LBA", header.ownLBA, 1), ("LBA of the entries", header.entriesLBA, 2),
            ("LBA of the backup", header.otherLBA, lastLBA),
            ("last usable LBA", header.lastUsableLBA, lastLBA - entrySectors - 1),
        ] where value != expected {
            throw BootDiskError(.damaged, .gpt, "primary header, \(field)", "is \(value), not \(expected)")
        }
        guard (2 + entrySectors...header.lastUsableLBA).contains(header.firstUsableLBA) else {
            throw BootDiskError(
                .damaged, .gpt, "primary header, first usable LBA",
                "is \(header.firstUsableLBA), not between the entries and LBA \(header.lastUsableLBA)")
        }
    }

    /// nil for an entry that is not used.
    /// - Parameter entry: 128 bytes.
    private static func partition(_ entry: [UInt8], _ number: Int) throws(BootDiskError) -> Partition? {
        guard let type = GUID(mixedEndian: entry[..<16]), type != .zero,
            let identifier = GUID(mixedEndian: entry[16..<32]),
            let first = entry.number(at: 32, as: UInt64.self), let last = entry.number(at: 40, as: UInt64.self),
            let attributes = entry.number(at: 48, as: UInt64.self)
        else { return nil }
        guard first <= last, last < .max / sectorSize else {
            throw BootDiskError(.damaged, .gpt, "partition \(number)", "is from LBA \(first) to LBA \(last)")
        }
        let units = stride(from: 56, to: 128, by: 2).compactMap { entry.number(at: $0, as: UInt16.self) }
        let text = units.prefix { $0 != 0 }
        guard units[text.count...].allSatisfy({ $0 == 0 }), let name = String(validating: text, as: UTF16.self) else {
            throw BootDiskError(.damaged, .gpt, "partition \(number), name", "is no UTF-16 text padded with zeros")
        }
        return Partition(
            type: type, identifier: identifier, name: name, offset: first * sectorSize,
            size: (last - first + 1) * sectorSize, attributes: Partition.Attributes(rawValue: attributes))
    }
}
