import Layers
import TestSupport
import Testing
import Values

@Suite struct `The lock file` {
    private static func lock() throws -> PackageLock {
        let digest = try #require(Digest(hexadecimal: String(repeating: "0f", count: 32)))
        let archive = DebianArchive(
            url: "http://archive/debian", suite: "stable", components: ["main"], keyring: "k.gpg", isSnapshot: true)
        let request = PackageLayer(
            kind: .debian, suite: "stable", architecture: "amd64", archives: [archive], packages: ["bb", "aa", "bb"])
        let packages = ["bb", "aa"].map {
            LockedPackage(
                identity: PackageIdentity(name: $0, version: "1:2~rc1-3", architecture: "all"), digest: digest,
                size: 12, archive: archive.url, path: "pool/\($0).deb")
        }
        let time = try #require(Timestamp("2026-11-01T02:03:04Z"))
        return PackageLock(layers: [LockedLayer(request: request, date: time, packages: packages)])
    }

    @Test func `says again what was locked, sorted`() throws {
        let lock = try Self.lock()
        #expect(try PackageLock(Array(lock.text.utf8), name: "lock.json") == lock)
        #expect(lock.layers[0].request.packages == ["aa", "bb"])
        #expect(lock.layers[0].packages.map(\.identity.name) == ["aa", "bb"])
    }

    @Test(arguments: [
        ("\"version\": 1", "\"version\": 2"), ("\"kind\": \"debian\"", "\"kind\": \"rpm\""),
        ("pool/aa.deb", "../aa.deb"),
        ("\"size\": 12", "\"size\": -1"), ("0f0f", "0F0F"), ("2026-11-01T", "2026-11-31T"), ("1:2~rc1-3", "one"),
        ("\"name\": \"aa\"", "\"name\": \"--aa\""), ("]", ""),
    ])
    func `that was damaged is refused`(old: String, new: String) throws {
        let text = try Self.lock().text
        let broken = text.replacing(old, with: new, maxReplacements: 1)
        #expect(broken != text)
        do {
            _ = try PackageLock(Array(broken.utf8), name: "lock.json")
            Issue.record("it was read")
        } catch { #expect(error.code == .document && error.remedy.contains("basalt lock")) }
    }
}
