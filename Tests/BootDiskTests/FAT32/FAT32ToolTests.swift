import BootDisk
import Foundation
import TestSupport
import Testing

/// What the FAT tools of others say about our file systems, and we about theirs.
@Suite struct FAT32ToolTests {
    /// mtools convert names and check geometries by the user's settings unless told otherwise.
    private static func mtool(_ arguments: [String]) throws -> ToolResult {
        let settings = ["-i", "MTOOLSRC=/dev/null", "MTOOLS_SKIP_CHECK=0", "TZ=UTC", "LC_ALL=C", "PATH=/usr/bin:/bin"]
        return try runTool("/usr/bin/env", settings + arguments)
    }

    @Test(arguments: [64 << 20, 34 << 20, 261 << 20, 9 << 30])
    func `fsck finds no fault, and mcopy the files`(_ size: UInt64) throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("esp")
            try SampleSystem.disk(try SampleSystem.image(size: size)).write(to: file)
            let checked = try runTool("/usr/sbin/fsck.vfat", ["-n", "-v", file.path])
            #expect(checked.status == 0, "\(checked.text)\(checked.errorText)")
            for word in ["differ", "wrong", "Free cluster summary", "Dirty", "Reclaim"] {
                #expect(!checked.text.contains(word), "\(checked.text)")
            }
            #expect(checked.text.contains(": 8 files, "), "\(checked.text)")
            for sample in SampleSystem.files {
                let copy = folder.appendingPathComponent("copy")
                let copied = try Self.mtool(["mcopy", "-n", "-o", "-i", file.path, "::\(sample.path)", copy.path])
                #expect(copied.status == 0, "\(copied.errorText)")
                #expect(Array(try Data(contentsOf: copy)) == SampleSystem.content(sample), "\(sample.path)")
            }
        }
    }

    @Test func `mdir shows names, sizes, times, label and serial`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("esp")
            try SampleSystem.disk(try SampleSystem.image()).write(to: file)
            let listing = try Self.mtool(["mdir", "-i", file.path, "-/", "::"]).text
            #expect(listing.contains("Volume in drive : is ESP"))
            #expect(listing.contains("Volume Serial Number is 1AB0-0001"))
            // 1760000001 is 2025-10-09 08:53:21 UTC.
            #expect(listing.contains("BOOTX64  EFI  15000001 2025-10-09   8:53"), "\(listing)")
            #expect(listing.contains("ONE      TXT       512 2025-10-09   8:53"), "\(listing)")
            #expect(listing.contains("EMPTY                0 2025-10-09   8:53"), "\(listing)")
        }
    }

    @Test(arguments: [(0, "1980-01-01   0:00"), (9_999_999_999, "2107-12-31  23:59")])
    func `times that FAT cannot hold become its first or last`(_ time: Int64, _ shown: String) throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("esp")
            try SampleSystem.disk(try SampleSystem.image(time: time)).write(to: file)
            let listing = try Self.mtool(["mdir", "-i", file.path, "::"]).text
            #expect(listing.contains(shown), "\(listing)")
        }
    }

    @Test func `a file that mtools wrote in pieces is found`() throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("esp")
            try Disk(size: 40 << 20).write(to: file)
            let made = try runTool("/usr/sbin/mkfs.vfat", ["-F", "32", "-s", "1", "-i", "12345678", file.path])
            #expect(made.status == 0, "\(made.errorText)")
            func run(_ arguments: [String]) throws {
                let result = try Self.mtool(arguments)
                #expect(result.status == 0, "\(result.errorText)")
            }
            let sizes = [("A", 5000), ("B", 5000), ("C", 5000)]
            try run(["mmd", "-i", file.path, "::D", "::D/With a long name"])
            for (name, size) in sizes {
                let source = folder.appendingPathComponent(name)
                try Data(SampleSystem.content(FAT32File(path: name, size: UInt64(size)))).write(to: source)
                try run(["mcopy", "-i", file.path, source.path, "::D"])
            }
            // The long file fills the gap that B leaves, and goes on behind C.
            try run(["mdel", "-i", file.path, "::D/B"])
            let long = FAT32File(path: "D/LONG.BIN", size: 20_000)
            let source = folder.appendingPathComponent("LONG.BIN")
            try Data(SampleSystem.content(long)).write(to: source)
            try Self.resetNextFree(file)
            try run(["mcopy", "-i", file.path, source.path, "::D"])
            let bytes = Array(try Data(contentsOf: file))
            var disk = Disk(size: UInt64(bytes.count))
            disk.write(bytes, at: 0)
            var reader = try FAT32Reader(size: disk.size, read: disk.read)
            #expect(reader.serial == 0x1234_5678)
            let pieces = try reader.extents(of: long.path)
            #expect(pieces.count == 2)
            #expect(pieces.flatMap(disk.read) == SampleSystem.content(long))
            #expect(try SampleSystem.read("D/C", disk) == SampleSystem.content(FAT32File(path: "C", size: 5000)))
            #expect(refusal { () throws(BootDiskError) in _ = try reader.extents(of: "D/B") }?.code == .missing)
        }
    }

    /// Makes mtools look for free clusters from the start.
    private static func resetNextFree(_ file: URL) throws {
        let handle = try FileHandle(forUpdating: file)
        try handle.seek(toOffset: 512 + 492)
        try handle.write(contentsOf: Data([2, 0, 0, 0]))
        try handle.close()
    }
}
