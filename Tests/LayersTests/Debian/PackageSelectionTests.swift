import Layers
import Testing
import Values

@Suite struct `The packages of a layer that only unpacks` {
    private static let archive = DebianArchive(url: "http://archive/", suite: "stable", components: ["main"])

    private func record(
        _ name: String, _ version: String, _ fields: String = "", architecture: String = "amd64"
    ) throws
        -> PackageSelection.Candidate
    {
        let text = """
            Package: \(name)
            Version: \(version)
            Architecture: \(architecture)
            Filename: pool/\(name)_\(version)_\(architecture).deb
            Size: 1
            SHA256: \(String(repeating: "00", count: 32))
            \(fields)
            """
        return .init(record: try PackageRecord(ControlStanza(Array(text.utf8))), archive: Self.archive)
    }

    private func select(
        _ packages: [String], from all: [PackageSelection.Candidate], pinned: [String: String] = [:]
    ) throws -> [String] {
        let layer = PackageLayer(
            kind: .debs, suite: "stable", architecture: "amd64", archives: [Self.archive], packages: packages)
        let selection = PackageSelection(layer, pinned: pinned) { name in
            all.filter { $0.record.identity.name == name }
        }
        return try selection.packages().map { "\($0.identity.name) \($0.identity.version)" }
    }

    @Test func `are those that are named, in the newest version`() throws {
        let all = [
            try record("aa", "1.9", "Depends: bb"), try record("aa", "1.10", "Depends: bb"),
            try record("aa", "1.11", architecture: "arm64"), try record("bb", "1"),
            try record("cc", "2", architecture: "all"),
        ]
        #expect(try select(["aa", "cc"], from: all) == ["aa 1.10", "cc 2"])
        #expect(try select(["aa=1.9"], from: all) == ["aa 1.9"])
        #expect(try select(["aa"], from: all, pinned: ["aa": "1.9"]) == ["aa 1.9"])
        #expect(try select(["aa"], from: all, pinned: ["aa": "0.1"]) == ["aa 1.10"])
    }

    @Test func `bring what the same source has split off, in exactly that version`() throws {
        let all = [
            try record("meta", "6.12", "Source: linux\nDepends: image-6.12 (= 6.12), other (= 1), libc6"),
            try record("image-6.12", "6.12", "Source: linux (6.12)"), try record("image-6.12", "6.13", "Source: linux"),
            try record("other", "1"),
        ]
        #expect(try select(["meta"], from: all) == ["image-6.12 6.12", "meta 6.12"])
    }

    @Test func `that no archive has are named, all at once`() throws {
        do {
            _ = try select(["aa", "bb=2", "cc"], from: [try record("bb", "1"), try record("cc", "1")])
            Issue.record("nothing was wrong")
        } catch let errors as LayerErrors {
            #expect(errors.all.map(\.code) == [.noSuchPackage, .noSuchPackage])
            #expect(errors.description.contains("`aa`") && errors.description.contains("`bb` in version 2"))
            #expect(errors.description.contains("http://archive stable"))
        }
    }
}
