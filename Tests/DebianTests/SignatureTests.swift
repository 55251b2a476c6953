import Debian
import Foundation
import Layers
import TestSupport
import Testing

@Suite struct `An archive's signature` {
    private func read(_ shop: Workshop, keyring: String? = "key.gpg") async throws -> LayerError? {
        let reader = ArchiveReader(
            network: shop.network, store: shop.store, now: Workshop.now, folder: shop.repository.folder.path)
        let archive = shop.request(.debs, [], keyring: keyring).archives[0]
        do throws(LayerError) { _ = try await reader.read(archive, architecture: "amd64") } catch { return error }
        return nil
    }

    private func edit(_ shop: Workshop, _ name: String, _ change: (String) -> String) throws {
        let file = URL(fileURLWithPath: shop.repository.path(name))
        try Data(change(String(decoding: try Data(contentsOf: file), as: UTF8.self)).utf8).write(to: file)
    }

    @Test(arguments: ["key.gpg", "key.asc"])
    func `is good where the archive's key made it, binary or text`(keyring: String) async throws {
        try await Workshop.with(["aa 1"]) { shop in
            let error = try await read(shop, keyring: keyring)
            #expect(error == nil)
        }
    }

    @Test func `of another key is refused, and the key is named`() async throws {
        try await Workshop.with(["aa 1"]) { shop in
            let error = try await read(shop, keyring: "other.gpg")
            #expect(error?.code == .badSignature && error?.reason.contains("other.gpg") == true)
            try shop.change(["aa 1"], more: "\"key\": \"other\"")
            #expect(try await read(shop)?.code == .badSignature)
        }
    }

    @Test func `covers every byte that is read`() async throws {
        let inRelease = "dists/stable/InRelease"
        try await Workshop.with(["aa 1"]) { shop in
            try edit(shop, inRelease) { $0.replacing("Suite: stable", with: "Suite: stablE") }
            #expect(try await read(shop)?.code == .badSignature)
        }
        for (before, after) in [("SHA256:\n 00 1 evil\n\n", ""), ("", "\nSuite: evil\n")] {
            try await Workshop.with(["aa 1"]) { shop in
                try edit(shop, inRelease) { before + $0 + after }
                #expect(try await read(shop)?.code == .badSignature)
            }
        }
        try await Workshop.with(["aa 1"]) { shop in
            try edit(shop, inRelease) { _ in "Suite: stable\n" }
            #expect(try await read(shop)?.code == .badSignature)
        }
    }

    @Test func `does not make an old or another release the newest one`() async throws {
        try await Workshop.with(["aa 1"]) { shop in
            try shop.change(["aa 1"], more: "\"valid_until\": \"Sun, 16 Nov 2025 10:12:33 UTC\"")
            #expect(try await read(shop)?.code == .staleArchive)
            try shop.change(["aa 1"], more: "\"valid_until\": \"Sun, 16 Nov 2036 10:12:33 UTC\"")
            #expect(try await read(shop) == nil)
            try shop.change(["aa 1"], more: "\"says\": \"oldstable\"")
            #expect(try await read(shop)?.reason.contains("oldstable") == true)
        }
    }

    @Test func `holds for the index, too`() async throws {
        try await Workshop.with(["aa 1"]) { shop in
            try shop.change(["aa 1"], more: "\"form\": \"Packages\", \"by_hash\": \"no\"")
            try edit(shop, "dists/stable/main/binary-amd64/Packages") { $0.replacing("Version: 1", with: "Version: 9") }
            #expect(try await read(shop)?.code == .wrongDigest)
        }
    }

    @Test func `cannot be checked without keys, which is said`() async throws {
        try await Workshop.with(["aa 1"]) { shop in
            let error = try await read(shop, keyring: "nothing.gpg")
            #expect(error?.code == .unreadable && error?.reason.contains("keyring") == true)
        }
    }
}
