import BootDisk
import TestSupport
import Testing

@Suite struct HostileFAT32Tests {
    private static let fat: UInt64 = 32 * 512
    private static let copyOfFAT = fat + 1032 * 512
    private static let data = copyOfFAT + 1032 * 512

    /// What is said about a file when bytes are others.
    private static func refusal(
        _ patches: [(UInt64, [UInt8])], of path: String = SampleSystem.kernel.path
    ) throws -> BootDiskError? {
        var disk = SampleSystem.disk(try SampleSystem.image())
        for (offset, bytes) in patches { disk.write(bytes, at: offset) }
        return BootDiskTests.refusal { () throws(BootDiskError) in
            var reader = try FAT32Reader(size: disk.size, read: disk.read)
            _ = try reader.extents(of: path)
        }
    }

    /// A field of the boot sector and of its copy.
    private static func boot(_ offset: UInt64, _ bytes: [UInt8]) -> [(UInt64, [UInt8])] {
        [(offset, bytes), (6 * 512 + offset, bytes)]
    }

    /// The entry of a cluster in both FATs.
    private static func chain(_ cluster: UInt64, _ next: UInt32) -> [(UInt64, [UInt8])] {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: next >> UInt32(8 * $0)) }
        return [(fat + cluster * 4, bytes), (copyOfFAT + cluster * 4, bytes)]
    }

    @Test func `every field of the boot sector is checked`() throws {
        for (offset, bytes, field) in [
            (510, [0], "signature"), (11, [0, 4], "bytes per sector"), (82, [0x41], "type"), (17, [1], "type"),
            (22, [1], "type"), (16, [1], "FATs"), (40, [0x80], "FATs"), (13, [0], "geometry"), (13, [3], "geometry"),
            (13, [128], "geometry"), (14, [0, 0], "geometry"), (32, [0, 0, 0, 0], "geometry"),
            (36, [0, 0, 0, 0], "geometry"), (36, [0xFF, 0xFF, 0xFF, 0xFF], "geometry"), (36, [1, 0], "geometry"),
            (32, [1], "sectors"), (14, [6, 0], "sector of the copy"), (50, [7], "sector of the copy"),
            (44, [1], "root cluster"), (44, [0, 0, 0, 0xFF], "root cluster"),
        ] as [(UInt64, [UInt8], String)] {
            let error = try Self.refusal(Self.boot(offset, bytes))
            #expect(error?.field == "boot sector, \(field)", "\(offset): \(error?.description ?? "accepted")")
        }
        #expect(try Self.refusal([(6 * 512 + 3, [0])])?.field == "copy of the boot sector")
    }

    @Test func `chains that loop, end or leave the disk are refused`() throws {
        // Cluster 2 is the root, 3 EFI, 4 EFI/A-1, 5 EFI/BOOT, 6 Z, 7 ONE.TXT, 8 and on the kernel.
        for (cluster, next, reason) in [
            (8, 8, "more clusters than bytes"), (100, 8, "more clusters than bytes"), (100, 0x0FFF_FFFF, "bytes more"),
            (100, 0, "is none"), (100, 1, "is none"), (100, 0x0FFF_FFF7, "is none"), (100, 128_995, "is none"),
        ] as [(UInt64, UInt32, String)] {
            let error = try Self.refusal(Self.chain(cluster, next))
            #expect(
                error?.reason.contains(reason) == true, "\(cluster) to \(next): \(error?.description ?? "accepted")")
        }
        let last = 8 + (SampleSystem.kernel.size - 1) / 512
        #expect(try Self.refusal(Self.chain(last, 9))?.reason.contains("more clusters than bytes") == true)
        #expect(try Self.refusal([Self.chain(100, 9)[0]])?.field == "FAT, sector 0")
    }

    @Test func `a directory that never ends is refused`() throws {
        // All entries of the root are deleted ones, and the chain is a loop.
        let deleted = [UInt8](repeating: 0xE5, count: 512)
        #expect(try Self.refusal([(Self.data, deleted)] + Self.chain(2, 2))?.code == .limit)
        #expect(try Self.refusal([(Self.data, deleted)])?.code == .missing)
    }

    @Test func `entries that lead nowhere are refused`() throws {
        // The second entry of the root is EFI; its cluster is at 26 and 20.
        #expect(try Self.refusal([(Self.data + 32 + 26, [1, 0])])?.reason.contains("cluster 1") == true)
        #expect(try Self.refusal([(Self.data + 32 + 20, [0xFF, 0xFF])])?.reason.contains("is none") == true)
        #expect(try Self.refusal([(Self.data + 64 + 28, [0xFF, 0xFF, 0xFF, 0xFF])], of: "Z")?.code == .damaged)
        // A long name and a label are no files.
        #expect(try Self.refusal([(Self.data + 64 + 11, [0x0F])], of: "Z")?.code == .missing)
        #expect(try Self.refusal([(Self.data + 64 + 11, [0x08])], of: "Z")?.code == .missing)
    }

    @Test func `a partition that is cut off is refused`() {
        for size in [0, 512, 32 * 512, 1 << 20] as [UInt64] {
            let error = BootDiskTests.refusal { () throws(BootDiskError) in
                let disk = SampleSystem.disk(try SampleSystem.image())
                _ = try FAT32Reader(size: size, read: disk.read)
            }
            #expect(error?.code == .damaged)
        }
    }

    @Test(.timeLimit(.minutes(60)), arguments: 0..<8)
    func `a damaged file system is a typed error or a file, never a crash`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let files = [FAT32File(path: "EFI/BOOT/BOOTX64.EFI", size: 40_000), FAT32File(path: "A/B", size: 700)]
        let clean = SampleSystem.disk(try SampleSystem.image(files: files))
        var refused = 0
        for _ in 0..<150 {
            var disk = clean
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let range = random.pick([
                    0..<96, Self.fat..<(Self.fat + 400), Self.data..<(Self.data + 2560),
                ])
                let start = range.lowerBound
                var bytes = clean.read(range)
                Damage.change(&bytes, in: 0..<bytes.count, &random)
                disk.write(bytes, at: start)
                if start == 0 { disk.write(bytes, at: 6 * 512) }
                if start == Self.fat { disk.write(bytes, at: Self.copyOfFAT) }
            }
            let error = BootDiskTests.refusal { () throws(BootDiskError) in
                for file in files { _ = try SampleSystem.read(file.path, disk) }
            }
            if error != nil { refused += 1 }
        }
        #expect(refused > 20)
    }
}
