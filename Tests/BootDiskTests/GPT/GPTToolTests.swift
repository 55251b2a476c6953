import BootDisk
import Foundation
import TestSupport
import Testing

/// What the partition tools of others say about our tables.
@Suite struct GPTToolTests {
    @Test(arguments: [268 << 20, GPT.diskSize(partitionsEndingAt: 267 << 20), 3 << 40])
    func `sfdisk and sgdisk find no fault in a table`(_ size: UInt64) throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("disk")
            try SampleDisk.disk(try SampleDisk.table(diskSize: size)).write(to: file)
            let verified = try runTool("/usr/sbin/sfdisk", ["--verify", file.path])
            #expect(verified.status == 0 && verified.text.contains("No errors detected."), "\(verified)")
            let checked = try runTool("/usr/sbin/sgdisk", ["--verify", file.path])
            #expect(checked.status == 0 && checked.text.contains("No problems found."), "\(checked.text)")
            // Its one warning is about the gap before 1 MiB, which fdisk leaves too.
            #expect(!checked.text.contains("Problem:") && !checked.text.contains("Caution"), "\(checked.text)")
        }
    }

    @Test func `sfdisk reads every field as it was meant`() throws {
        let table = try SampleDisk.table()
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("disk")
            try SampleDisk.disk(table).write(to: file)
            let output = try runTool("/usr/sbin/sfdisk", ["--json", file.path])
            let seen = try JSONDecoder().decode(Listing.self, from: Data(output.output)).partitiontable
            #expect(seen.label == "gpt" && seen.id == "\(table.identifier)".uppercased())
            #expect(seen.firstlba == 2048 && seen.lastlba == Int(table.diskSize / 512) - 34)
            #expect(seen.partitions.map(\.start) == table.partitions.map { Int($0.offset / 512) })
            #expect(seen.partitions.map(\.size) == table.partitions.map { Int($0.size / 512) })
            #expect(seen.partitions.map(\.type) == table.partitions.map { "\($0.type)".uppercased() })
            #expect(seen.partitions.map(\.uuid) == table.partitions.map { "\($0.identifier)".uppercased() })
            #expect(seen.partitions.map(\.name) == ["esp", "root", "root-verity"])
            #expect(seen.partitions.map(\.attrs) == [nil, "GUID:60", "GUID:60,63"])
        }
    }

    @Test func `what sfdisk writes can be read`() throws {
        let script = """
            label: gpt
            label-id: 6C616200-0000-4000-8000-0000000000D0
            start=2048, size=4096, type=\(PartitionType.rootARM), name=Wurzel-äß, attrs="RequiredPartition GUID:60", \
            uuid=6C616200-0000-4000-8000-0000000000D1
            """
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("disk")
            try Disk(size: 16 << 20).write(to: file)
            let made = try runTool("/usr/sbin/sfdisk", ["--no-reread", "-q", file.path], input: Array(script.utf8))
            #expect(made.status == 0, "\(made.errorText)")
            let bytes = Array(try Data(contentsOf: file))
            let table = try GPT(diskSize: 16 << 20) { Array(bytes[Int($0.lowerBound)..<Int($0.upperBound)]) }
            #expect(table.identifier == GUID("6c616200-0000-4000-8000-0000000000d0"))
            let partition = try #require(table.partition(named: "Wurzel-äß"))
            #expect(partition.type == PartitionType.rootARM)
            #expect(partition.identifier == GUID("6c616200-0000-4000-8000-0000000000d1"))
            #expect(partition.offset == 1 << 20 && partition.size == 2 << 20)
            #expect(partition.attributes == [.readOnly, Partition.Attributes(rawValue: 1)])
        }
    }

    private struct Listing: Decodable {
        struct Table: Decodable {
            let label, id: String
            let firstlba, lastlba: Int
            let partitions: [Row]
        }
        struct Row: Decodable {
            let start, size: Int
            let type, uuid, name: String
            let attrs: String?
        }
        let partitiontable: Table
    }
}
