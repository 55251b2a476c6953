import BootDisk
import TestSupport
import Testing

@Suite struct GPTTests {
    private static func refusal(of partitions: [Partition], diskSize: UInt64 = 268 << 20) -> BootDiskError? {
        BootDiskTests.refusal { () throws(BootDiskError) in
            _ = try GPT(diskSize: diskSize, identifier: GUID(9, 9), partitions: partitions)
        }
    }

    @Test func `a table that was written is read as it was`() throws {
        let table = try SampleDisk.table()
        let disk = SampleDisk.disk(table)
        #expect(table.primary.count == 34 * 512 && table.backup.count == 33 * 512)
        #expect(try GPT(diskSize: disk.size, read: disk.read) == table)
        #expect(table.partition(named: "root-verity")?.attributes.contains(.readOnly) == true)
        #expect(table.partition(named: "state") == nil)
    }

    @Test func `partitions that cannot be are refused by their number`() {
        #expect(Self.refusal(of: SampleDisk.partitions()) == nil)
        func changed(_ change: (inout Partition) -> Void) -> BootDiskError? {
            var partitions = SampleDisk.partitions()
            change(&partitions[1])
            return Self.refusal(of: partitions)
        }
        for (reason, change) in [
            ("has no type", { $0.type = .zero }), ("has no GUID", { $0.identifier = .zero }),
            ("has the GUID of partition 1", { $0.identifier = GUID(1, 1) }),
            ("has the GUID of the disk", { $0.identifier = GUID(9, 9) }),
            ("more than 36 UTF-16 code units", { $0.name = String(repeating: "x", count: 37) }),
            ("a zero in its name", { $0.name = "a\0b" }), ("inside a sector", { $0.offset += 1 }),
            ("inside a sector", { $0.size -= 1 }), ("is empty", { $0.size = 0 }),
            ("before byte 1048576", { $0.offset = 512 }), ("overlaps partition 1", { $0.offset -= 512 }),
            ("ends behind byte", { $0.size = 1 << 40 }),
            ("ends behind byte", { $0.offset = .max - 511 }),
        ] as [(String, (inout Partition) -> Void)] {
            let error = changed(change)
            #expect(error?.code == .invalidInput && error?.field == "partition 2", "\(reason)")
            #expect(error?.reason.contains(reason) == true, "\(error?.description ?? "accepted: \(reason)")")
        }
        #expect(changed { $0.size += 512 }?.description.contains("partition 3: overlaps partition 2") == true)
    }

    @Test func `disks that are too small or too full are refused`() {
        #expect(Self.refusal(of: [], diskSize: 1000)?.field == "disk size")
        #expect(Self.refusal(of: [], diskSize: 1 << 20)?.field == "disk size")
        #expect(Self.refusal(of: SampleDisk.partitions(), diskSize: 267 << 20)?.field == "partition 3")
        let many = (0..<129).map { number in
            Partition(
                type: PartitionType.linuxData, identifier: GUID(2, UInt64(number)), name: "",
                offset: UInt64(number + 1) << 20, size: 512)
        }
        #expect(Self.refusal(of: many)?.field == "partitions")
        #expect(Self.refusal(of: Array(many.prefix(128))) == nil)
    }

    @Test func `a GUID reads what it writes and nothing else`() {
        let text = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b"
        #expect(GUID(text) == PartitionType.efiSystem && PartitionType.efiSystem.description == text)
        #expect(GUID(text.uppercased()) == PartitionType.efiSystem)
        #expect(GUID(bytes: PartitionType.rootX86.bytes) == PartitionType.rootX86)
        for wrong in ["", "c12a7328f81f11d2ba4b00a0c93ec93b", text + "0", "+12a7328-f81f-11d2-ba4b-00a0c93ec93b"] {
            #expect(GUID(wrong) == nil)
        }
        #expect(GUID(bytes: [1, 2]) == nil)
    }
}
