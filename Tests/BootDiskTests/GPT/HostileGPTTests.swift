import BootDisk
import TestSupport
import Testing

@Suite struct HostileGPTTests {
    /// What is said about a disk after bytes of both copies were changed.
    private static func refusal(_ change: (inout [UInt8], inout [UInt8]) -> Void) throws -> BootDiskError? {
        let table = try SampleDisk.table()
        var (primary, backup) = (table.primary, table.backup)
        change(&primary, &backup)
        var disk = Disk(size: table.diskSize)
        disk.write(primary, at: 0)
        disk.write(backup, at: table.backupOffset)
        return BootDiskTests.refusal { () throws(BootDiskError) in
            _ = try GPT(diskSize: disk.size, read: disk.read)
        }
    }

    /// The checksum bit by bit.
    private static func crc32(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let sum = bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
        return (0..<4).map { UInt8(truncatingIfNeeded: ~sum >> UInt32(8 * $0)) }
    }

    /// Changes entries or header fields of both copies, and mends all checksums.
    private static func patch(
        _ primary: inout [UInt8], _ backup: inout [UInt8], header: [(Int, [UInt8])] = [], entries: [(Int, [UInt8])] = []
    ) {
        for (offset, bytes) in entries {
            primary = Damage.patched(primary, 1024 + offset, bytes)
            backup = Damage.patched(backup, offset, bytes)
        }
        primary = Damage.patched(primary, 512 + 88, crc32(primary[1024...]))
        backup = Damage.patched(backup, 32 * 512 + 88, crc32(backup[..<(32 * 512)]))
        for (offset, bytes) in header {
            primary = Damage.patched(primary, 512 + offset, bytes)
            backup = Damage.patched(backup, 32 * 512 + offset, bytes)
        }
        primary = Damage.patched(primary, 512 + 16, [0, 0, 0, 0])
        primary = Damage.patched(primary, 512 + 16, crc32(primary[512..<(512 + 92)]))
        let start = 32 * 512
        backup = Damage.patched(backup, start + 16, [0, 0, 0, 0])
        backup = Damage.patched(backup, start + 16, crc32(backup[start..<(start + 92)]))
    }

    @Test func `every field of the header is checked`() throws {
        #expect(try Self.refusal { Self.patch(&$0, &$1) } == nil)
        for (offset, value, field) in [
            (0, 0, "signature"), (8, 2, "revision"), (12, 93, "size"), (20, 1, "reserved bytes"),
            (24, 2, "own LBA"), (32, 9, "LBA of the backup"), (41, 0, "first usable LBA"),
            (44, 1, "first usable LBA"), (48, 9, "last usable LBA"), (72, 3, "LBA of the entries"),
            (80, 127, "number of entries"), (84, 64, "size of an entry"),
        ] {
            let error = try Self.refusal { Self.patch(&$0, &$1, header: [(offset, [UInt8(value)])]) }
            #expect(error?.field == "primary header, \(field)", "\(error?.description ?? "accepted: \(field)")")
        }
        #expect(try Self.refusal { Self.patch(&$0, &$1, header: [(56, GUID.zero.bytes)]) }?.field == "disk GUID")
    }

    @Test func `every field of an entry is checked`() throws {
        for (offset, bytes, field) in [
            (16, GUID.zero.bytes, "partition 1"), (16, [1], "partition 1"), (32, [1, 0], "partition 1"),
            (32, [0, 0, 3], "partition 1"), (40, [0xFF, 0xFF, 0xFF], "partition 1"),
            (40, [UInt8](repeating: 0xFF, count: 8), "partition 1"), (56, [0, 0xD8], "partition 1, name"),
            (126, [65], "partition 1, name"), (128 + 33, [0], "partition 2"),
        ] {
            let error = try Self.refusal { Self.patch(&$0, &$1, entries: [(offset, bytes)]) }
            // A GUID with one other byte is as good.
            guard bytes != [1] else { continue }
            #expect(error?.field == field, "offset \(offset): \(error?.description ?? "accepted")")
        }
    }

    @Test func `two copies that differ are refused by the copy that is wrong`() throws {
        #expect(try Self.refusal { primary, _ in primary[600] ^= 1 }?.field == "primary header, CRC-32")
        #expect(try Self.refusal { primary, _ in primary[1024 + 60] ^= 1 }?.field == "primary entries, CRC-32")
        #expect(try Self.refusal { _, backup in backup[60] ^= 1 }?.field == "backup entries")
        #expect(try Self.refusal { _, backup in backup[32 * 512 + 60] ^= 1 }?.field == "backup header, CRC-32")
        let other = try GPT(diskSize: 268 << 20, identifier: GUID(7, 7), partitions: SampleDisk.partitions())
        #expect(try Self.refusal { _, backup in backup = other.backup }?.field == "backup header")
    }

    @Test func `the protective MBR is checked`() throws {
        for (offset, field) in [
            (510, "signature"), (450, "partitions"), (462, "partitions"), (454, "first LBA"), (459, "size"),
        ] {
            let error = try Self.refusal { primary, _ in primary[offset] &+= 1 }
            #expect(error?.field == "protective MBR, \(field)")
        }
    }

    @Test func `disks of all small sizes are an error`() {
        for sectors in UInt64(0)...80 {
            for size in [sectors * 512, sectors * 512 + 1] {
                let error = BootDiskTests.refusal { () throws(BootDiskError) in
                    _ = try GPT(diskSize: size) { [UInt8](repeating: 0, count: $0.count) }
                }
                #expect(error != nil)
            }
        }
    }

    @Test(arguments: 0..<8) func `a damaged table is a typed error or a table, never a crash`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var refused = 0
        for _ in 0..<60 {
            let error = try Self.refusal { primary, backup in
                var table = Array(primary[512...])
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    Damage.change(&table, in: random.pick([0..<92, 512..<1024]), &random)
                }
                primary = primary[..<512] + table
                // The backup gets the same damage, but keeps the places that are its own.
                var header = Array(table[..<512])
                let former = Array(backup.suffix(512))
                for own in [24..<40, 72..<80] { header.replaceSubrange(own, with: former[own]) }
                backup = table[512...] + header
                if Bool.random(using: &random) { Self.patch(&primary, &backup) }
            }
            if error != nil { refused += 1 }
        }
        #expect(refused > 20)
    }
}
