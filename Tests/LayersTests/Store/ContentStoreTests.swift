import Foundation
import Layers
import TestSupport
import Testing
import Values

@Suite struct `The store of packages and downloads` {
    private static let text = Array("some bytes\n".utf8)

    private func digest() throws -> Digest { try #require(Digest(hexadecimal: try sha256(Self.text))) }

    private func files(_ folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0 != "sha256" }
    }

    @Test func `keeps files by their digests`() throws {
        try withTemporaryFolder { folder in
            let store = ContentStore(root: folder.path + "/store")
            let digest = try digest()
            #expect(store.file(digest) == nil)
            #expect(try store.add(Self.text) == digest)
            #expect(try store.add(Self.text) == digest)
            #expect(try store.read(digest, limit: 100) == Self.text)
            #expect(store.file(digest, size: 11) != nil && store.file(digest, size: 12) == nil)
            #expect(try files(folder.appendingPathComponent("store")) == ["sha256/\(digest.hexadecimal)"])
        }
    }

    @Test func `shows nothing of a file that is not committed, or not what was expected`() throws {
        try withTemporaryFolder { folder in
            let store = ContentStore(root: folder.path)
            do {
                let file = try store.create()
                try Self.text.withUnsafeBytes { try file.write($0) }
                let other = try #require(Digest(bytes: [UInt8](repeating: 1, count: 32)))
                let found = try digest()
                #expect(try file.commit(expecting: other) == found)
                #expect(try files(folder).count == 1)
            }
            #expect(try files(folder) == [])
        }
    }

    @Test func `removes a damaged file, so that it is got again`() throws {
        try withTemporaryFolder { folder in
            let store = ContentStore(root: folder.path)
            let digest = try store.add(Self.text)
            #expect(try store.verify(digest))
            try FileManager.default.removeItem(atPath: store.path(digest))
            try Data("other bytes".utf8).write(to: URL(fileURLWithPath: store.path(digest)))
            #expect(try store.read(digest, limit: 100) == nil)
            #expect(store.file(digest) == nil)
        }
    }

    @Test func `that cannot be written to is an error with a remedy`() throws {
        do {
            _ = try ContentStore(root: "/proc/nowhere").add(Self.text)
            Issue.record("it was written")
        } catch { #expect(error.code == .store && error.remedy.contains("BASALT_CACHE")) }
    }
}
