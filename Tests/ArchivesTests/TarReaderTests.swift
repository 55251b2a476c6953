import Archives
import Foundation
import Testing
import TestSupport

@Suite struct TarReaderTests {
    /// Python's tarfile with `body` between opening and closing; `t` is the archive.
    private func tar(_ body: String, format: String = "PAX_FORMAT") throws -> [UInt8] {
        try python(
            """
            import sys, io, tarfile
            out = io.BytesIO()
            t = tarfile.open(fileobj=out, mode="w", format=tarfile.\(format), encoding="utf-8", errors="surrogateescape")
            def add(name, data=b"", **fields):
                i = tarfile.TarInfo(name)
                i.size = len(data)
                for key, value in fields.items(): setattr(i, key, value)
                t.addfile(i, io.BytesIO(data))
            \(body)
            t.close()
            sys.stdout.buffer.write(out.getvalue())
            """)
    }

    @Test func `every kind of entry comes with its fields`() throws {
        let archive = try tar(
            """
            add("d/", type=tarfile.DIRTYPE, mode=0o1777, uid=1, gid=2, mtime=3)
            add("d/f", b"content", mode=0o4755, uid=3000000, gid=4000000, mtime=1700000000)
            add("d/l", type=tarfile.SYMTYPE, linkname="../x")
            add("d/h", type=tarfile.LNKTYPE, linkname="d/f")
            add("c", type=tarfile.CHRTYPE, devmajor=1, devminor=3)
            add("b", type=tarfile.BLKTYPE, devmajor=8, devminor=300)
            add("p", type=tarfile.FIFOTYPE, mtime=-5)
            """)
        let entries = try readTar(archive)
        #expect(
            entries.map { String(decoding: $0.entry.path, as: UTF8.self) } == [
                "d/", "d/f", "d/l", "d/h", "c", "b", "p",
            ])
        #expect(
            entries.map(\.entry.kind) == [
                .directory, .file(size: 7, isSparse: false), .symbolicLink(Array("../x".utf8)),
                .hardLink(Array("d/f".utf8)), .characterDevice(major: 1, minor: 3),
                .blockDevice(major: 8, minor: 300), .fifo,
            ])
        let first = entries[0].entry
        #expect((first.mode, first.user, first.group, first.modified) == (0o1777, 1, 2, 3))
        let second = entries[1].entry
        #expect(
            (second.mode, second.user, second.group, second.modified) == (0o4755, 3_000_000, 4_000_000, 1_700_000_000))
        #expect(entries[1].data == Array("content".utf8))
        #expect(entries[6].entry.modified == -5)
    }

    @Test(arguments: ["PAX_FORMAT", "GNU_FORMAT", "USTAR_FORMAT"], ["C", "C.UTF-8"])
    func `names are the bytes that are stored, whatever the locale`(format: String, locale: String) throws {
        // Composed, decomposed (the same letter to the eye), not UTF-8, and longer than a header field.
        let body = """
            names = ["\\u00e9", "e\\u0301", "x\\udcff\\udc80", "d" * 90 + "/e\\u0301"]
            for name in names:
                add(name, b"abc")
                add(name + "-link", type=tarfile.SYMTYPE, linkname=name)
                add(name + "-hard", type=tarfile.LNKTYPE, linkname=name)
            """
        let long = Array(String(repeating: "d", count: 90).utf8) + [0x2F, 0x65, 0xCC, 0x81]
        let names: [[UInt8]] = [[0xC3, 0xA9], [0x65, 0xCC, 0x81], [0x78, 0xFF, 0x80], long]
        let archive = try tar(body, format: format)
        let entries = try withLocale(locale) { try readTar(archive) }
        #expect(entries.map(\.entry.path) == names.flatMap { [$0, $0 + "-link".utf8, $0 + "-hard".utf8] })
        #expect(
            entries.compactMap { if case .symbolicLink(let target) = $0.entry.kind { target } else { nil } } == names)
        #expect(entries.compactMap { if case .hardLink(let target) = $0.entry.kind { target } else { nil } } == names)
    }

    /// Runs `body` with another locale in this thread.
    private func withLocale<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
        guard let locale = newlocale(1 << LC_CTYPE, name, nil) else {
            throw Unreadable(description: "this system has no locale \(name)")
        }
        let previous = uselocale(locale)
        defer {
            uselocale(previous)
            freelocale(locale)
        }
        return try body()
    }

    @Test func `extended attributes are bytes`() throws {
        let capability =
            "\\x01\\x00\\x00\\x02\\x00\\x04\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"
        let archive = try tar(
            """
            add("ping", b"x", pax_headers={"SCHILY.xattr.security.capability": "\(capability)",
                "SCHILY.xattr.user.empty": "", "SCHILY.xattr.user.a=b": "odd", "LIBARCHIVE.xattr.user.b%20c": "aGk="})
            """)
        let entry = try #require(try readTar(archive).first).entry
        let found = Dictionary(
            uniqueKeysWithValues: entry.extended.map { (String(decoding: $0.name, as: UTF8.self), $0.value) })
        #expect(found["security.capability"] == [1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        #expect(found["user.b c"] == Array("hi".utf8))
        #expect(found["user.empty"] == [])
        #expect(!entry.hasAccessControlList)
    }

    @Test func `an access control list is noticed`() throws {
        let archive = try tar(
            """
            add("f", b"x", pax_headers={"SCHILY.acl.access": "user::rw-,user:7:r--,group::r--,mask::r--,other::---"})
            """)
        #expect(try readTar(archive).first?.entry.hasAccessControlList == true)
    }

    @Test(arguments: ["gnu", "pax"]) func `holes of sparse files stay holes`(format: String) throws {
        try withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("sparse").path
            _ = try python(
                """
                with open("\(path)", "wb") as f:
                    f.seek(1 << 20); f.write(b"a" * 70000); f.seek(8 << 20); f.write(b"b"); f.truncate(10 << 20)
                """)
            let archive = try piped("tar", ["-C", folder.path, "--sparse", "--format=\(format)", "-c", "sparse"])
            let read = try #require(try readTar(archive).first)
            #expect(read.entry.kind == .file(size: 10 << 20, isSparse: true))
            #expect(read.stored < 1 << 20)
            #expect(read.data == Array(try Data(contentsOf: URL(fileURLWithPath: path))))
        }
    }

    @Test func `the position of every header is known`() throws {
        let archive = try tar("add('a', b'x' * 513)\nadd('b' * 150, b'y')\nadd('c')")
        var reader = try TarReader.open(MemoryBytes(archive, chunk: 700))
        var positions: [UInt64] = []
        while try reader.next() != nil { positions.append(reader.headerPosition) }
        #expect(positions == [0, 1536, 3584])
        #expect(reader.headerPosition == 4096)
    }

    @Test func `an archive without its end marker is told apart`() throws {
        let archive = try tar("add('a', b'x')\nadd('b', b'y')")
        #expect(try readTar(MemoryBytes(archive)).hasEndMarker)
        let cut = try readTar(MemoryBytes(Array(archive[..<1024])))
        #expect(cut.entries.count == 1)
        #expect(!cut.hasEndMarker)
    }

    @Test func `an archive that is cut off inside an entry is an error`() throws {
        let archive = Array(try tar("add('a', b'x' * 2000)\nadd('b', b'y' * 600)")[..<4096])
        for length in stride(from: 0, to: archive.count, by: 7) where length != 2560 {
            #expect(throws: ArchiveError.self, "length \(length)") { try readTar(Array(archive[..<length])) }
        }
    }

    @Test func `data behind the end marker is an error, zeros are not`() throws {
        let archive = try tar("add('a', b'x')")
        #expect(try readTar(archive + [UInt8](repeating: 0, count: 5000)).count == 1)
        for chunk in [100, 512, 10_240, .max] {
            let error = #expect(throws: ArchiveError.self) {
                try readTar(MemoryBytes(archive + archive, chunk: chunk)).entries
            }
            #expect(error?.code == .trailingData)
        }
    }

    @Test func `the checksum behind the archive's end is checked`() throws {
        var packed = try Gzip.compress(try tar("add('a', b'x')") + [UInt8](repeating: 0, count: 1 << 21))
        #expect(try readTar(GzipBytes(MemoryBytes(packed))).entries.count == 1)
        packed[packed.count - 6] ^= 1
        #expect(throws: ArchiveError.self) { try readTar(GzipBytes(MemoryBytes(packed))) }
    }

    @Test func `a file that is no archive is an error`() throws {
        let error = #expect(throws: ArchiveError.self) { try readTar([]) }
        #expect(error?.reason == "it is no tar archive, or its start is damaged")
        #expect(throws: ArchiveError.self) { try readTar(Array("#!/bin/sh\n".utf8)) }
        #expect(throws: ArchiveError.self) { try readTar(SeededGenerator.sample(10_000)) }
    }

    @Test func `random damage gives an error or entries, nothing else`() throws {
        let archive = try tar(
            """
            add("d/", type=tarfile.DIRTYPE)
            add("d/" + "n" * 120, b"content" * 100, pax_headers={"SCHILY.xattr.user.a": "value"})
            add("l", type=tarfile.SYMTYPE, linkname="t" * 120)
            """)
        var random = SeededGenerator(seed: 21)
        for _ in 0..<3000 {
            var damaged = archive
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                damaged[Int.random(in: 0..<6000, using: &random)] = random.pick([0, 0x20, 0x30, 0x37, 0x41, 0x80, 0xFF])
            }
            if Bool.random(using: &random) {
                damaged = Array(damaged[..<Int.random(in: damaged.indices, using: &random)])
            }
            do { _ = try readTar(damaged) } catch is ArchiveError {} catch is Unreadable {}
        }
    }
}

extension SeededGenerator {
    fileprivate static func sample(_ count: Int) -> [UInt8] {
        var random = SeededGenerator(seed: 1)
        return random.bytes(count: count)
    }
}
