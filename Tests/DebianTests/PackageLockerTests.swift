import Debian
import Foundation
import Layers
import TestSupport
import Testing
import Values

@Suite struct `Locking packages` {
    private func lock(
        _ shop: Workshop, _ layer: PackageLayer, locked: LockedLayer? = nil,
        update: PackageLocker.Update = .nothing
    ) async throws -> LockedLayer {
        let locker = PackageLocker(
            network: shop.network, store: shop.store, now: Workshop.now, folder: shop.repository.folder.path)
        let result = try await locker.lock(layer, locked: locked, update: update)
        try await PackageFetcher(network: shop.network, store: shop.store).fetch(result)
        return result
    }

    private func error(_ body: () async throws -> Void) async throws -> LayerError {
        do { try await body() } catch let errors as LayerErrors { return errors.all[0] }
        throw Unreadable(description: "nothing was wrong")
    }

    @Test(arguments: ["Packages", "Packages.gz", "Packages.xz"])
    func `reads every form of an index`(form: String) async throws {
        try await Workshop.with(["aa 1"]) { shop in
            try shop.change(["aa 1", "aa 2"], more: "\"form\": \"\(form)\", \"by_hash\": \"no\"")
            #expect(try await lock(shop, shop.request(.debs, ["aa"])).words == ["aa 2"])
        }
    }

    @Test func `lets apt find what is needed, with the essential packages`() async throws {
        let packages = [
            "base-one 1", "base-two 1 lib-b", "app 2 lib-a (>= 2), lib-c | nothing", "lib-a 1", "lib-a 2.1", "lib-b 1",
            "lib-c 5",
            "lib-d 1", "nothing 1",
        ]
        try await Workshop.with(packages) { shop in
            let locked = try await lock(shop, shop.request(.debian, ["app"]))
            #expect(locked.words == ["app 2", "base-one 1", "base-two 1", "lib-a 2.1", "lib-b 1", "lib-c 5"])
            #expect(locked.date.description == "2025-11-15T10:12:33Z")
            #expect(locked.packages.allSatisfy { shop.store.file($0.digest, size: $0.size) != nil })
            #expect(locked.packages[0].url == "http://archive/pool/app_2_amd64.deb")
        }
    }

    @Test(arguments: [PackageLayer.Kind.debian, .debs])
    func `keeps what is locked until it is told otherwise`(kind: PackageLayer.Kind) async throws {
        try await Workshop.with(["aa 1", "bb 1", "cc 1"]) { shop in
            let layer = shop.request(kind, ["aa", "bb"])
            let first = try await lock(shop, layer)
            // The archive drops the old versions, as Debian's does.
            try shop.change(["aa 2", "bb 2", "cc 2"])
            #expect(try await lock(shop, layer, locked: first) == first)
            let more = shop.request(kind, ["aa", "bb", "cc"])
            #expect(try await lock(shop, more, locked: first).words == ["aa 1", "bb 1", "cc 2"])
            #expect(try await lock(shop, layer, locked: first, update: .packages(["bb"])).words == ["aa 1", "bb 2"])
            #expect(try await lock(shop, layer, locked: first, update: .everything).words == ["aa 2", "bb 2"])
            #expect(try await lock(shop, shop.request(kind, ["bb"]), locked: first).words == ["bb 1"])
        }
    }

    @Test func `says which packages no archive has, and which do not fit together`() async throws {
        try await Workshop.with(["aa 1 bb (= 2)", "bb 1", "cc 1 dd"]) { shop in
            let missing = try await error { _ = try await lock(shop, shop.request(.debian, ["zz"])) }
            #expect(missing.code == .noSuchPackage && missing.reason.contains("zz"))
            let unmet = try await error { _ = try await lock(shop, shop.request(.debian, ["aa", "cc"])) }
            #expect(unmet.code == .unsatisfiable && unmet.reason.contains("bb (= 2)"), "\(unmet)")
        }
    }

    @Test func `names the layer, the package and the remedy where a locked package is gone`() async throws {
        try await Workshop.with(["aa 1", "bb 1"]) { shop in
            let locked = try await lock(shop, shop.request(.debs, ["aa", "bb"]))
            try shop.change(["aa 1", "bb 2"])
            let empty = ContentStore(root: shop.folder.path + "/empty")
            let gone = try await error { try await PackageFetcher(network: shop.network, store: empty).fetch(locked) }
            #expect(gone.code == .packageGone)
            #expect(gone.source == "the `debs` layer of stable" && gone.entry == "bb 1 (amd64)")
            #expect(gone.remedy.contains("basalt lock --update bb"))
            let offline = try await error { try await PackageFetcher(network: NoNetwork(), store: empty).fetch(locked) }
            #expect(offline.code == .offline && offline.remedy.contains("basalt lock"))
            let absent = try await error { _ = try locked.layers(in: ContentStore(root: "/nowhere")) }
            #expect(absent.code == .packageGone)
            // Nothing of it is needed where the store has the files.
            try await PackageFetcher(network: NoNetwork(), store: shop.store).fetch(locked)
            #expect(try locked.layers(in: shop.store).map(\.name) == ["aa 1 (amd64)", "bb 1 (amd64)"])
        }
    }

    @Test func `refuses a file of the mirror that is not the one that was locked`() async throws {
        try await Workshop.with(["aa 1"]) { shop in
            let locked = try await lock(shop, shop.request(.debs, ["aa"]))
            let file = URL(fileURLWithPath: shop.repository.path("pool/aa_1_amd64.deb"))
            var bytes = try Data(contentsOf: file)
            bytes[100] ^= 1
            try bytes.write(to: file)
            let empty = ContentStore(root: shop.folder.path + "/empty")
            let wrong = try await error { try await PackageFetcher(network: shop.network, store: empty).fetch(locked) }
            #expect(wrong.code == .wrongDigest && wrong.entry == "aa 1 (amd64)")
            #expect(empty.file(locked.packages[0].digest) == nil)
        }
    }
}
