import Documents
import Foundation
import TestSupport
import Testing

@Suite struct `The cache of basalt pack` {
    /// A base of some megabytes that cannot be compressed, and a small layer over it.
    private func withLayers<Result>(_ body: (URL) throws -> Result) throws -> Result {
        try withFiles(["over/etc/motd": "one\n"]) { folder in
            let script = """
                set -e; cd "$1"; mkdir base
                for n in 1 2 3 4 5 6; do head -c 700000 /dev/urandom > base/$n; echo "file $n" > base/small$n; done
                ln base/1 base/link; tar -C base -czf base.tar.gz .; tar -C over -cf over.tar .
                """
            #expect(try runTool("/bin/sh", ["-c", script, "sh", folder.path]).status == 0)
            return try body(folder)
        }
    }

    private func pack(_ folder: URL, _ arguments: [String] = []) throws -> Data {
        let words = ["pack", "base.tar.gz", "over.tar", "-o", "image", "--verity", "tree"] + arguments
        let result = try Basalt.run(words, in: folder, environment: ["BASALT_CACHE=cache"])
        #expect(result.status == 0, "\(result.errorText)")
        // The tree holds the hashes of all pages.
        return try Data(contentsOf: folder.appendingPathComponent("image"))
            + Data(contentsOf: folder.appendingPathComponent("tree"))
    }

    /// How many bytes of layers are read to pack.
    private func readBytes(_ folder: URL, _ arguments: [String] = []) throws -> Int {
        let words = ["pack", "base.tar.gz", "over.tar", "-o", "image", "--verity", "tree", "--format", "json"]
        let result = try Basalt.run(words + arguments, in: folder, environment: ["BASALT_CACHE=cache"])
        var diagnostics = Diagnostics()
        let document = JSONReader.read(SourceFile(name: "", directory: nil, text: result.text), into: &diagnostics)
        return try #require(document?["readBytes"]?.integer)
    }

    private func status(_ folder: URL, _ arguments: [String]) throws -> Int32 {
        try Basalt.run(["pack", "-o", "x"] + arguments, in: folder, environment: ["BASALT_CACHE=cache"]).status
    }

    private func entries(_ folder: URL) throws -> [URL] {
        let cache = folder.appendingPathComponent("cache")
        let all = FileManager.default.enumerator(at: cache, includingPropertiesForKeys: [.isRegularFileKey])
        return try (all?.allObjects as? [URL] ?? [])
            .filter { try $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true }
            .sorted { $0.path < $1.path }
    }

    @Test func `changes no byte of an image`() throws {
        try withLayers { folder in
            let plain = try pack(folder, ["--no-cache"])
            #expect(try entries(folder).isEmpty)
            #expect(try pack(folder) == plain)
            // Two indices, and two segments with two files each.
            #expect(try entries(folder).count == 6)
            #expect(try pack(folder) == plain)
            #expect(
                try pack(folder, ["--compression", "gzip"]) == pack(folder, ["--compression", "gzip", "--no-cache"]))
        }
    }

    @Test func `asks no less of a layer that is known`() throws {
        try withLayers { folder in
            let script = #"cd "$1" && tar --transform 's,^over,/over,' -P -cf odd.tar over"#
            let made = try runTool("/bin/sh", ["-c", script, "sh", folder.path])
            #expect(made.status == 0)
            #expect(try status(folder, ["odd.tar", "--allow", "absolute-name"]) == 0)
            #expect(try status(folder, ["odd.tar"]) == 65)
            #expect(try status(folder, ["base.tar.gz"]) == 0)
            #expect(try status(folder, ["base.tar.gz", "--max-entries", "2"]) == 65)
            #expect(try status(folder, ["base.tar.gz", "--limit", "1MiB"]) == 65)
            #expect(try status(folder, ["base.tar.gz"]) == 0)
        }
    }

    @Test func `spares reading a layer that has not changed`() throws {
        try withLayers { folder in
            _ = try pack(folder)
            let script = """
                cd "$1" && echo two > over/etc/motd && rm base/small1 && : > over/.wh.small1 && tar -C over -cf over.tar .
                """
            #expect(try runTool("/bin/sh", ["-c", script, "sh", folder.path]).status == 0)
            // Where its files still serve: a hidden one makes another segment of the layer.
            let cached = try pack(folder)
            #expect(try cached == pack(folder, ["--no-cache"]))
            #expect(try readBytes(folder) == 0)
        }
    }

    @Test func `spares a boot set whose files did not change, though their layers did`() throws {
        try withLayers { folder in
            try Data("/etc/motd\n/1\n/small2\n/link\n".utf8).write(to: folder.appendingPathComponent("order"))
            let order = ["--boot-order", "order"]
            _ = try pack(folder, order)
            let script = #"cd "$1" && echo new > over/etc/issue && tar -C over -cf over.tar ."#
            #expect(try runTool("/bin/sh", ["-c", script, "sh", folder.path]).status == 0)
            #expect(try readBytes(folder, order) == 10_240)
            #expect(try pack(folder, order) == pack(folder, order + ["--no-cache"]))
            let other = #"cd "$1" && echo other > over/etc/motd && tar -C over -cf over.tar ."#
            #expect(try runTool("/bin/sh", ["-c", other, "sh", folder.path]).status == 0)
            #expect(try readBytes(folder, order) > 1_000_000)
            #expect(try pack(folder, order) == pack(folder, order + ["--no-cache"]))
        }
    }

    @Test func `that is damaged is made again`() throws {
        try withLayers { folder in
            let expected = try pack(folder)
            for (number, entry) in try entries(folder).enumerated() {
                let whole = try Data(contentsOf: entry)
                var bytes = whole
                bytes[bytes.count / 2] ^= 0x10
                for damaged in [bytes, whole.dropLast(3), Data()] {
                    try damaged.write(to: entry)
                    #expect(try pack(folder) == expected, "entry \(number) with \(damaged.count) bytes")
                    #expect(try Data(contentsOf: entry) == whole)
                }
            }
        }
    }

    @Test func `that cannot be written is no error`() throws {
        try withLayers { folder in
            let expected = try pack(folder, ["--no-cache"])
            try Data("no folder".utf8).write(to: folder.appendingPathComponent("cache"))
            #expect(try pack(folder) == expected)
        }
    }
}
