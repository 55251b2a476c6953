import Documents
import Foundation
import Inventory
import TestSupport
import Testing
import Values

@Suite struct `The difference of two images` {
    private static func file(
        _ path: String, _ byte: UInt8 = 1, size: UInt64 = 10, mode: UInt16 = 0o644, user: UInt32 = 0
    ) throws -> FileDescription {
        FileDescription(
            path: Array(path.utf8), kind: .file, mode: mode, user: user, size: size, digest: try Sample.digest(byte))
    }

    private static func link(_ path: String, _ target: String) -> FileDescription {
        FileDescription(path: Array(path.utf8), kind: .link, mode: 0o777, target: Array(target.utf8))
    }

    private static func old() throws -> ImageDescription {
        let files = [
            try file("etc/motd"), try file("usr/bin/passwd", mode: 0o755), try file("usr/bin/gone", size: 2000),
            try file("opt/kept"), link("etc/systemd/system/multi-user.target.wants/docker.service", "/x"),
            link("usr/lib/systemd/system/sysinit.target.wants/old.service", "../old.service"),
            link("usr/lib/libz.so.1", "libz.so.1.3.1"),
            FileDescription(path: Array("srv/a|`b`".utf8), kind: .directory, mode: 0o755),
        ]
        return ImageDescription(
            name: "docker-host", version: "1.4.0",
            packages: [
                Sample.package("bash", "5.2.37-2"), Sample.package("bar", "2"), Sample.package("openssl", "3.5.1-1"),
                Sample.package("zlib1g", "1:1.3.1-1"), Sample.package("same", "1"), Sample.package("tilde", "1.0"),
                Sample.package("twice", "1"), Sample.package("twice", "2"),
            ],
            files: files, units: EnabledUnit.all(files: files, presets: ["ssh.service"]), kernel: "6.12.41+deb13-amd64",
            rootSize: 412_000_000, diskSize: 500_000_000,
            configurations: ["manager": "a\nb\nc\nd\ne\nf\ng\nh\n", "secret": "DB_PASSWORD=hunter2hunter2\n"])
    }

    private static func new() throws -> ImageDescription {
        let files = [
            try file("etc/motd", 2, size: 12), try file("usr/bin/passwd", mode: 0o4755, user: 1), try file("opt/kept"),
            try file("usr/bin/a\u{1B}[31mname that is so long that it does not fit into a line of eighty columns"),
            link("etc/systemd/system/graphical.target.wants/docker.service", "/x"),
            link("usr/lib/libz.so.1", "libz.so.1.3.2"), try file("srv/a|`b`"),
        ]
        return ImageDescription(
            name: "docker-host", version: "1.5.0",
            packages: [
                Sample.package("bash", "5.2.37-2+b1"), Sample.package("bar", "2", "arm64"),
                Sample.package("openssl", "3.5.1-1+deb13u1"), Sample.package("zlib1g", "1.3.2-1"),
                Sample.package("same", "1"), Sample.package("tilde", "1.0~rc1"), Sample.package("twice", "3"),
            ],
            files: files, units: EnabledUnit.all(files: files, presets: ["chrony.service", "ssh.service"]),
            kernel: "6.12.48+deb13-amd64", rootSize: 413_500_000, diskSize: nil,
            configurations: [
                "manager": "a\nb\nc\nD\ne\nf\ng\nh", "secret": "DB_PASSWORD=another4another4\n", "worker": "x\n",
            ])
    }

    @Test func `as a table shows every change within eighty columns`() throws {
        let text = ImageDifference(from: try Self.old(), to: try Self.new()).table
        #expect(try text == GoldenFile.expected("difference.txt", for: text, beside: #filePath))
        #expect(text.split(separator: "\n").allSatisfy { displayWidth($0) <= 80 })
        #expect(!text.utf8.contains(0x1B))
    }

    @Test func `as JSON has the documented shape`() throws {
        let json = ImageDifference(from: try Self.old(), to: try Self.new()).json
        let text = JSONWriter.text(json, .pretty) + "\n"
        #expect(try text == GoldenFile.expected("difference.json", for: text, beside: #filePath))
    }

    @Test func `as Markdown keeps names from becoming markup`() throws {
        let text = ImageDifference(from: try Self.old(), to: try Self.new()).markdown
        #expect(try text == GoldenFile.expected("difference.md", for: text, beside: #filePath))
    }

    @Test func `counts many files by directory, all of them`() throws {
        let files = try (0..<60).flatMap { try [Self.file("usr/share/doc/p\($0)/x"), Self.file("usr/lib/a/\($0)")] }
        let more = ImageDescription(name: "a", version: "2", files: files + [try Self.file("vmlinuz", size: 5)])
        let difference = ImageDifference(from: ImageDescription(name: "a", version: "1"), to: more)
        #expect(
            difference.table == """
                a 1 -> a 2

                Files: 121 added
                  /               1 added, +5 bytes
                  usr/lib/a/      60 added, +600 bytes
                  usr/share/doc/  60 added, +600 bytes

                """)
        #expect(difference.json["files"]?.items?.count == 121)
        #expect(difference.markdown.contains("| `usr/share/doc/` | 60 added, +600 bytes |"))
    }

    @Test func `of an image and itself is empty, whatever the order`() throws {
        let image = try Self.old()
        var other = image
        other.files.reverse()
        other.packages.reverse()
        other.units.reverse()
        let difference = ImageDifference(from: image, to: other)
        #expect(difference.isEmpty)
        #expect(difference.table == "docker-host 1.4.0 -> docker-host 1.4.0\nno differences\n")
    }

    @Test func `turned around has every change turned around`() throws {
        let (there, back) = (
            ImageDifference(from: try Self.old(), to: try Self.new()),
            ImageDifference(from: try Self.new(), to: try Self.old())
        )
        #expect(there.packages.count == back.packages.count)
        #expect(there.files.map(\.path) == back.files.map(\.path))
        for (one, other) in zip(there.files, back.files) { #expect((one.from, one.to) == (other.to, other.from)) }
    }

    @Test func `never shows a secret`() throws {
        let difference = ImageDifference(from: try Self.old(), to: try Self.new())
        let all = difference.table + difference.markdown + JSONWriter.text(difference.json, .compact)
        #expect(!all.contains("hunter2") && !all.contains("another4"))
        #expect(all.contains("only lines that hold secrets differ"))
    }
}

@Suite struct `A unified diff` {
    @Test func `is what patch makes the new text of, for random texts`() throws {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<25 {
            let (old, new) = (Self.text(&generator), Self.text(&generator))
            let diff = UnifiedDiff(from: old, to: new, names: ("a", "b")).text
            try withTemporaryFolder { folder in
                let file = folder.appendingPathComponent("text")
                try Data(old.utf8).write(to: file)
                if !diff.isEmpty {
                    let said = try runTool("/usr/bin/patch", ["--quiet", file.path], input: Array(diff.utf8))
                    #expect(said.status == 0, "\(said.text)\(said.errorText)")
                }
                let patched = (try? Data(contentsOf: file)).map { Array($0) } ?? []
                #expect(patched == Array(new.utf8))
            }
        }
    }

    @Test func `of texts without a common line is found in good time`() {
        let old = (0..<20_000).map { "a\($0)\n" }.joined()
        let new = (0..<20_000).map { "b\($0)\n" }.joined()
        #expect(
            UnifiedDiff(from: old, to: new, names: ("a", "b")).text.hasPrefix("--- a\n+++ b\n@@ -1,20000 +1,20000 @@"))
    }

    private static func text(_ generator: inout SeededGenerator) -> String {
        let lines = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
            generator.pick(["one", "two", "three", "é\r", "", "four"])
        }
        return lines.joined(separator: "\n") + generator.pick(["", "\n"])
    }
}
