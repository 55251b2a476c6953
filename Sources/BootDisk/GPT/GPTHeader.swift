/// A header of the table; the rest of its sector is zero.
///
///      0 "EFI PART"         8 revision 1.0       12 bytes of the header, 92    16 CRC-32 of it, itself as zero
///     20 zero              24 this LBA (64)      32 the other header's LBA (64)
///     40 first usable LBA (64)                   48 last usable LBA (64)
///     56 disk GUID (16)    72 LBA of the entries (64)
///     80 entries           84 bytes per entry    88 CRC-32 of the entries
///
/// Source: UEFI specification 2.10, table 5.5.
struct GPTHeader: Equatable {
    static let size = 92
    static let signature: UInt64 = 0x5452_4150_2049_4645

    var ownLBA: UInt64
    var otherLBA: UInt64
    var firstUsableLBA: UInt64
    var lastUsableLBA: UInt64
    var identifier: GUID
    var entriesLBA: UInt64
    var entriesChecksum: UInt32

    /// One sector.
    var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(littleEndian: Self.signature)
        for number in [0x1_0000, UInt32(Self.size), 0, 0] { bytes.append(littleEndian: number) }
        for lba in [ownLBA, otherLBA, firstUsableLBA, lastUsableLBA] { bytes.append(littleEndian: lba) }
        bytes += identifier.mixedEndian
        bytes.append(littleEndian: entriesLBA)
        for number in [UInt32(GPT.entries), UInt32(GPT.entrySize), entriesChecksum] {
            bytes.append(littleEndian: number)
        }
        bytes.set(CRC32.checksum(bytes), at: 16)
        bytes.pad(to: Int(GPT.sectorSize))
        return bytes
    }

    /// Checks what can be checked without the disk.
    /// - Parameters:
    ///   - sector: 512 bytes.
    ///   - name: "primary header" or "backup header", for errors.
    init(decoding sector: [UInt8], _ name: String) throws(BootDiskError) {
        func failure(_ field: String, _ reason: String, _ code: BootDiskError.Code = .damaged) -> BootDiskError {
            BootDiskError(code, .gpt, "\(name), \(field)", reason)
        }
        guard sector.count == Int(GPT.sectorSize), sector.number(at: 0) == Self.signature else {
            throw failure("signature", "is not \"EFI PART\": there is no partition table")
        }
        let numbers = [8, 12, 16, 20, 80, 84, 88].map { sector.number(at: $0, as: UInt32.self) ?? 0 }
        guard numbers[0] == 0x1_0000 else { throw failure("revision", "is not 1.0", .unsupported) }
        guard numbers[1] == UInt32(Self.size) else { throw failure("size", "is \(numbers[1]), not 92", .unsupported) }
        var summed = Array(sector[..<Self.size])
        summed.set(UInt32(0), at: 16)
        guard numbers[2] == CRC32.checksum(summed) else { throw failure("CRC-32", "does not match the header") }
        guard numbers[3] == 0, sector[Self.size...].allSatisfy({ $0 == 0 }) else {
            throw failure("reserved bytes", "are not zero")
        }
        guard numbers[4] == UInt32(GPT.entries) else {
            throw failure("number of entries", "is \(numbers[4]), not 128", .unsupported)
        }
        guard numbers[5] == UInt32(GPT.entrySize) else {
            throw failure("size of an entry", "is \(numbers[5]), not 128", .unsupported)
        }
        let places = [24, 32, 40, 48, 72].map { sector.number(at: $0, as: UInt64.self) ?? 0 }
        ownLBA = places[0]
        otherLBA = places[1]
        firstUsableLBA = places[2]
        lastUsableLBA = places[3]
        identifier = GUID(mixedEndian: sector[56..<72]) ?? .zero
        entriesLBA = places[4]
        entriesChecksum = numbers[6]
    }

    init(_ table: GPT, entriesChecksum: UInt32) {
        let last = table.diskSize / GPT.sectorSize - 1
        ownLBA = 1
        otherLBA = last
        firstUsableLBA = GPT.firstUsableOffset / GPT.sectorSize
        lastUsableLBA = last - GPT.entrySectors - 1
        identifier = table.identifier
        entriesLBA = 2
        self.entriesChecksum = entriesChecksum
    }

    /// The header at the disk's other end.
    var backup: GPTHeader {
        var header = self
        header.ownLBA = otherLBA
        header.otherLBA = ownLBA
        header.entriesLBA = lastUsableLBA + 1
        return header
    }
}
