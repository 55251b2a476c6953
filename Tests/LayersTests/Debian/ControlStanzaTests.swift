import Layers
import TestSupport
import Testing
import Values

@Suite struct `Debian's control format` {
    private static let text = """
        Package: hello
        # a remark
        Version: 1.0-1
        Description: a line
         more of it
         .
         the end

        """

    @Test func `holds fields whose names are the same in capitals`() throws {
        let stanza = try ControlStanza(Array(Self.text.utf8))
        #expect(stanza["version"] == "1.0-1")
        #expect(stanza["DESCRIPTION"] == "a line\nmore of it\n.\nthe end")
        #expect(try ControlStanza(Array(stanza.text.utf8)) == stanza)
    }

    @Test(arguments: ["A: 1\nA: 2\n", " continued\n", "no field\n", ": value\n", "A: 1\n\nB: 2\n", ""])
    func `is refused where it is not well-formed`(text: String) {
        #expect(throws: ControlStanza.Problem.self) { try ControlStanza(Array(text.utf8)) }
    }

    @Test func `of damaged bytes is read or refused, and never crashes`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            var bytes = Array(Self.text.utf8)
            for _ in 0..<4 { bytes[Int.random(in: 0..<bytes.count, using: &generator)] = generator.pick(0...255) }
            _ = try? ControlStanza(bytes)
            _ = try? PackageIndex(bytes, name: "index").names
            _ = try? ReleaseFile(bytes)
        }
    }

    @Test func `of an index is found by the package's name`() throws {
        let digest = String(repeating: "ab", count: 32)
        func entry(_ name: String, _ version: String, _ more: String = "") -> String {
            """
            Package: \(name)
            Version: \(version)
            Architecture: amd64
            Filename: pool/\(name)_\(version).deb
            Size: 10
            SHA256: \(digest)
            \(more)


            """
        }
        let text =
            "\n" + entry("bz", "2", "Depends: a (= 1), c (>= 2), d | e (= 3), f:any (= 4)") + entry("bb", "1")
            + entry("bz", "3", "Source: s (1.2)")
        let index = try PackageIndex(Array(text.utf8), name: "index")
        #expect(index.names == ["bb", "bz"] && index.count == 3)
        let records = try index.records(of: "bb") + index.records(of: "bz")
        #expect(records.map(\.identity.version) == ["1", "2", "3"])
        #expect(records.map(\.source) == ["bb", "bz", "s"])
        #expect(records[1].exactDependencies.map(\.description) == [])
        #expect(throws: LayerError.self) { try PackageIndex(Array("Version: 1\n".utf8), name: "index") }
    }

    @Test(arguments: ["../etc/passwd", "/pool/a.deb", "pool//a.deb", "a b.deb", "a?b", "pool/a.deb#x", "é.deb"])
    func `never names a file outside of its archive`(path: String) {
        #expect(!PackageRecord.isInside(path))
    }

    @Test func `of a release says which indices there are`() throws {
        let digest = String(repeating: "0a", count: 32)
        let text = """
            Suite: stable
            Codename: trixie
            Date: Thu, 29 Feb 2024 23:59:59 UTC
            Acquire-By-Hash: yes
            SHA256:
             \(digest) 10 main/binary-amd64/Packages
             \(digest) 4 main/binary-amd64/Packages.xz

            """
        let release = try ReleaseFile(Array(text.utf8))
        #expect(release.date?.description == "2024-02-29T23:59:59Z")
        #expect(release.index(component: "main", architecture: "amd64").map(\.size) == [4, 10])
        #expect(release.index(component: "main", architecture: "arm64").isEmpty)
        for broken in ["29 Feb 2024", "Fri, 30 Feb 2024 00:00:00 UTC", "Thu, 29 Feb 2024 23:59:59 CET"] {
            let text = text.replacing("Thu, 29 Feb 2024 23:59:59 UTC", with: broken)
            #expect(throws: ControlStanza.Problem.self) { try ReleaseFile(Array(text.utf8)) }
        }
    }
}
