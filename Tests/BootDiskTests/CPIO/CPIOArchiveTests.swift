import BootDisk
import Foundation
import TestSupport
import Testing
import Values

@Suite struct CPIOArchiveTests {
    private static let time = Timestamp(seconds: 1_760_000_000)
    private static let entries = [
        CPIOEntry("init", .file(Array("#!/bin/sh\n".utf8)), mode: 0o755),
        CPIOEntry("bin/sh", .symbolicLink("busybox")),
        CPIOEntry("bin/busybox", .file((0..<5001).map { UInt8(truncatingIfNeeded: $0 / 9) }), mode: 0o4755),
        CPIOEntry("dev", .directory), CPIOEntry("dev/console", .characterDevice(major: 5, minor: 1), mode: 0o600),
        CPIOEntry("dev/vda", .blockDevice(major: 254, minor: 300), mode: 0o660),
        CPIOEntry("lib.conf", .file([])), CPIOEntry("lib/x/y/z", .file([1])),
        CPIOEntry("tmp", .directory, mode: 0o1777),
        CPIOEntry("ä b", .file([1, 2, 3])),
    ]

    private static func refusal(_ entries: [CPIOEntry], _ time: Timestamp = time) -> BootDiskError? {
        BootDiskTests.refusal { () throws(BootDiskError) in _ = try CPIOArchive.bytes(entries, time: time) }
    }

    @Test func `cpio lists every entry as it was meant`() throws {
        let archive = try CPIOArchive.bytes(Self.entries, time: Self.time)
        let words = ["TZ=UTC", "LC_ALL=C", "/usr/bin/cpio", "-itv", "--quiet", "--numeric-uid-gid"]
        let listing = try runTool("/usr/bin/env", words, input: archive)
        #expect(listing.status == 0 && listing.errorText == "", "\(listing.errorText)")
        let rows = listing.text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            rows == [
                "drwxr-xr-x 2 0 0 0 Oct 9 2025 bin", "-rwsr-xr-x 1 0 0 5001 Oct 9 2025 bin/busybox",
                "lrwxrwxrwx 1 0 0 7 Oct 9 2025 bin/sh -> busybox", "drwxr-xr-x 2 0 0 0 Oct 9 2025 dev",
                "crw------- 1 0 0 5, 1 Oct 9 2025 dev/console", "brw-rw---- 1 0 0 254, 300 Oct 9 2025 dev/vda",
                "-rwxr-xr-x 1 0 0 10 Oct 9 2025 init", "drwxr-xr-x 2 0 0 0 Oct 9 2025 lib",
                "-rw-r--r-- 1 0 0 0 Oct 9 2025 lib.conf", "drwxr-xr-x 2 0 0 0 Oct 9 2025 lib/x",
                "drwxr-xr-x 2 0 0 0 Oct 9 2025 lib/x/y", "-rw-r--r-- 1 0 0 1 Oct 9 2025 lib/x/y/z",
                "drwxrwxrwt 2 0 0 0 Oct 9 2025 tmp", "-rw-r--r-- 1 0 0 3 Oct 9 2025 ä b",
            ], "\(listing.text)")
    }

    @Test func `cpio unpacks the contents`() throws {
        let plain = Self.entries.filter { $0.path != "dev/console" && $0.path != "dev/vda" }
        let archive = try CPIOArchive.bytes(plain, time: Self.time)
        try withTemporaryFolder { folder in
            let script = "cd \"$1\" && exec /usr/bin/cpio -i --quiet --no-absolute-filenames"
            let unpacked = try runTool("/bin/sh", ["-c", script, "sh", folder.path], input: archive)
            #expect(unpacked.status == 0 && unpacked.errorText == "", "\(unpacked.errorText)")
            for entry in plain {
                let path = folder.appendingPathComponent(entry.path).path
                switch entry.kind {
                case .file(let bytes):
                    #expect(Array(try Data(contentsOf: URL(fileURLWithPath: path))) == bytes, "\(path)")
                case .symbolicLink(let target):
                    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == target)
                default: #expect(FileManager.default.fileExists(atPath: path))
                }
            }
        }
    }

    @Test func `a header and its padding are as the format has them`() throws {
        let archive = try CPIOArchive.bytes([CPIOEntry("a", .file([65]))], time: Self.time)
        let text = String(decoding: archive, as: UTF8.self)
        let header = "070701" + "00000001" + "000081a4" + "0000000000000000" + "00000001" + "68e77800" + "00000001"
        #expect(
            text.hasPrefix(header + "00000000000000000000000000000000" + "00000002" + "00000000" + "a\0A\0\0\0070701"))
        #expect(archive.count == 512)
    }

    @Test func `the order of the entries does not matter`() throws {
        let archive = try CPIOArchive.bytes(Self.entries, time: Self.time)
        #expect(try CPIOArchive.bytes(Self.entries.reversed(), time: Self.time) == archive)
        #expect(archive.count % 512 == 0)
    }

    @Test func `what no initramfs holds is refused`() {
        for path in ["", "/a", "a/", "a//b", "./a", "a/..", "a\0b", "TRAILER!!!", String(repeating: "x", count: 4096)] {
            #expect(Self.refusal([CPIOEntry(path, .file([]))])?.reason.contains("no path") == true)
        }
        let file = CPIOEntry("a", .file([]))
        #expect(Self.refusal([file, file])?.reason == "is there twice")
        #expect(Self.refusal([file, CPIOEntry("a/b", .file([]))])?.reason.contains("no directory") == true)
        #expect(Self.refusal([CPIOEntry("a", .file([]), mode: 0o10000)])?.reason.contains("07777") == true)
        #expect(Self.refusal([CPIOEntry("a", .symbolicLink(""))])?.reason.contains("target") == true)
        #expect(Self.refusal([file], Timestamp(seconds: -1))?.field == "time")
        #expect(Self.refusal([]) == nil)
    }
}
