import AWS
import struct Crypto.SHA256
import Documents
import Foundation
import Images
import Publishing
import Synchronization
import TestSupport
import Testing
import Values

/// The tests that share the stand-in, one after the other.
@Suite(.serialized) enum WithStandIn {}

private let names = Mutex(0)

/// A name that no other test has: they share an account.
func unique(_ name: String) -> String {
    names.withLock {
        $0 += 1
        return "\(name)-\($0)"
    }
}

/// A small image of a store: a disk of whole blocks, some of them zeros.
struct TestImage {
    private(set) var folder: URL
    let manifest: ImageManifest
    let blocks: DiskBlocks

    var disk: String { folder.appendingPathComponent("disk.raw").path }

    /// - Parameter contents: what each block is filled with.
    init(_ folder: URL, name: String, version: String, _ contents: [UInt8]) throws {
        self.folder = folder.appendingPathComponent("\(name)-\(version)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        let size = Int(DiskBlocks.size)
        var bytes: [UInt8] = []
        var disk = Data()
        for content in contents {
            let block = [UInt8](repeating: content, count: size)
            disk.append(contentsOf: block)
            bytes += SHA256.hash(data: block)
        }
        blocks = DiskBlocks(bytes: bytes)
        manifest = try Self.manifest(name, version, blocks, size: disk.count)
        try disk.write(to: self.folder.appendingPathComponent("disk.raw"))
    }

    private static func manifest(
        _ name: String, _ version: String, _ blocks: DiskBlocks, size: Int
    ) throws -> ImageManifest {
        let digest = JSON.text(blocks.digest.description)
        let node = JSON.mapping([
            "schema": JSON.number(1), "name": JSON.text(name), "version": JSON.text(version),
            "architecture": JSON.text("x86_64"),
            "profile": JSON.mapping(["name": JSON.text("swarm"), "digest": digest]),
            "kernel": JSON.mapping(["release": JSON.text("6.1"), "commandLine": JSON.text("quiet")]),
            "verity": JSON.mapping([
                "rootHash": JSON.text(blocks.digest.hexadecimal), "salt": JSON.text("00"), "dataBlocks": JSON.number(1),
            ]), "disk": JSON.mapping(["size": JSON.number(size), "digest": digest]),
            "sourceDate": JSON.text("2026-11-01T00:00:00Z"),
        ])
        return try #require(ImageManifest(node))
    }

    /// Moves the image into a store, as a build leaves it there.
    /// - Parameter verdict: what its test said; nil where it was not tested.
    @discardableResult
    mutating func put(into store: URL, verdict: String? = nil) throws -> ImageStore.Entry {
        let place = store.appending(path: "\(manifest.name)/\(manifest.version)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try FileManager.default.moveItem(atPath: disk, toPath: place.appending(path: ImageFiles.disk).path)
        let files = [
            ImageFiles.blocks: blocks.bytes, ImageFiles.manifest: Array(manifest.text.utf8),
            ImageFiles.verdict: verdict.map { Array($0.utf8) },
        ]
        for (name, bytes) in files {
            if let bytes { try Data(bytes).write(to: place.appending(path: name)) }
        }
        folder = place
        return try ImageStore(path: store.path).find(manifest.reference)
    }

    /// The verdict of a test.
    func verdict(_ disk: Digest? = nil, passed: Bool = true) -> String {
        """
        {"checks": [{"detail": "", "name": "no unit has failed", "passed": \(passed)}], "date": "2026-11-01T00:00:00Z",
         "disk": "\(disk ?? blocks.digest)", "facts": {}, "failures": [], "image": "\(manifest.name)", "milestones": [],
         "passed": \(passed), "schema": 1, "tests": [], "version": "\(manifest.version)"}
        """
    }

    func publication(_ regions: [String], accounts: [String] = []) -> Publication {
        var publication = Publication(manifest)
        publication.regions = regions
        publication.accounts = accounts
        publication.deprecation = Timestamp(seconds: 1_850_000_000 / 86400 * 86400)
        return publication
    }

    func source(_ parents: [ParentCandidate] = []) -> Publisher.Source {
        Publisher.Source(folder: folder.path, disk: disk, blocks: blocks, parents: parents)
    }
}

/// A session with the stand-in, which never really waits.
func withSession<Result>(
    _ standIn: AWSStandIn, _ change: [String: String] = [:], _ body: (AWSSession) async throws -> Result
) async throws -> Result {
    let variables = standIn.variables.merging(change) { _, new in new }
    var surroundings = AWSSurroundings.process
    surroundings.variable = { variables[$0] }
    surroundings.sleep = { _ in try Task.checkCancellation() }
    return try await AWSSession.with(AWSSettings(surroundings), agent: "test/1") { try await body($0) }
}

func publish(
    _ publication: Publication, _ source: Publisher.Source, on standIn: AWSStandIn,
    _ change: [String: String] = [:]
) async throws -> AMIManifest {
    try await withSession(standIn, change) { session in
        try await Publisher(session, publication, source) { _ in }.run()
    }
}

/// A folder of its own, removed afterwards.
func inFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("basalt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// Whether EC2 holds what the manifest says, once: one image and one snapshot in each region, with the disk's bytes.
func checkInvariants(
    _ manifest: AMIManifest, _ image: TestImage, on standIn: AWSStandIn, _ comment: Comment? = nil
) async throws {
    #expect(manifest.isComplete, comment)
    #expect(try AMIManifest.read(image.folder.path) == manifest, comment)
    let tags = image.publication([]).allTags
    let found = try await withSession(standIn) { session in
        try await PublishedImage(session, manifest, tags: tags).differences()
    }
    #expect(found == [], comment)
    for (region, state) in manifest.regions {
        let (images, snapshots) = try await withSession(standIn) { session in
            let client = session.client(region)
            let filters = ["tag:basalt:digest": manifest.digest.description, "tag:Name": manifest.imageName].map {
                entry in
                EC2.Filter {
                    $0.name = entry.key
                    $0.values = [entry.value]
                }
            }
            let images = try await client.send(EC2.DescribeImages { $0.filters = filters }).images ?? []
            let snapshots = try await client.send(EC2.DescribeSnapshots { $0.filters = filters }).snapshots ?? []
            return (images.compactMap(\.imageId), snapshots.compactMap(\.snapshotId))
        }
        #expect(images == [state.image].compactMap(\.self), comment)
        #expect(snapshots == [state.snapshot].compactMap(\.self), comment)
        let held = try standIn.snapshot(try #require(state.snapshot), in: region).blocks
        var due: [Int: String] = [:]
        for index in 0..<image.blocks.count where image.blocks[index] != BlockPlan.zero.bytes[...] {
            due[index] = Base64.encode(image.blocks[index])
        }
        #expect(held == due, comment)
    }
}
