import Foundation
import Images
import Publishing
import TestSupport
import Testing
import Values

@Suite struct `What comes next in a region` {
    private static let home = "eu-west-1"
    private static let digest = DiskBlocks(bytes: [UInt8](repeating: 1, count: 64)).digest

    private func wanted() throws -> Publication {
        try withTemporaryFolder { folder in
            let image = try TestImage(folder, name: "web", version: "1", [1, 2])
            return image.publication([Self.home, "us-east-1"], accounts: ["210987654321"])
        }
    }

    private func ours(_ wanted: Publication, state: String = "available") -> RegionState {
        var region = RegionState()
        var image = RegionState.Image(id: "ami-1", state: state)
        image.tags = wanted.allTags
        image.snapshots = ["snap-1"]
        image.accounts = Set(wanted.accounts)
        image.deprecation = wanted.deprecation.map { $0.description.dropLast() + ".000Z" }
        var snapshot = RegionState.Snapshot(id: "snap-1", state: "completed")
        snapshot.tags = wanted.allTags
        snapshot.accounts = Set(wanted.accounts)
        region.images = [image]
        region.snapshots = [snapshot]
        region.parameter = "ami-1"
        return region
    }

    private func next(
        _ wanted: Publication, _ state: RegionState, _ memory: RegionMemory = RegionMemory(),
        in region: String = home, source: String? = nil
    ) throws(PublishError) -> RegionStep {
        try RegionDecision(wanted, region: region, state: state, memory: memory).next(source: source)
    }

    @Test func `nothing there: the home region gets the bytes, others wait for its image`() throws {
        let wanted = try wanted()
        #expect(try next(wanted, RegionState()) == .upload)
        #expect(try next(wanted, RegionState(), in: "us-east-1") == .waitForHome)
        #expect(try next(wanted, RegionState(), in: "us-east-1", source: "ami-9") == .copy(image: "ami-9"))
    }

    @Test func `snapshots are shared before images, and names come last`() throws {
        let wanted = try wanted()
        var state = ours(wanted)
        #expect(try next(wanted, state) == .done(image: "ami-1", snapshot: "snap-1"))
        state.parameter = nil
        #expect(try next(wanted, state) == .name(image: "ami-1"))
        state.images[0].deprecation = nil
        #expect(try next(wanted, state) == .deprecate(image: "ami-1"))
        state.images[0].accounts = []
        #expect(try next(wanted, state) == .shareImage("ami-1", accounts: wanted.accounts))
        state.snapshots[0].accounts = []
        #expect(try next(wanted, state) == .shareSnapshot("snap-1", accounts: wanted.accounts))
        state.snapshots[0].tags["Name"] = nil
        #expect(try next(wanted, state) == .tag(resource: "snap-1", missing: ["Name": wanted.imageName]))
        state.images[0].state = "pending"
        #expect(try next(wanted, state) == .wait("ami-1 to be available"))
    }

    @Test func `a snapshot is registered when it is completed, and not sent again before`() throws {
        let wanted = try wanted()
        var state = RegionState()
        state.snapshots = ours(wanted).snapshots
        #expect(try next(wanted, state) == .register(snapshot: "snap-1"))
        state.snapshots[0].state = "pending"
        var memory = RegionMemory()
        memory.snapshot = "snap-1"
        #expect(try next(wanted, state, memory) == .upload)
        memory.isUploaded = true
        #expect(try next(wanted, state, memory) == .wait("snap-1 to be completed"))
        #expect(try next(wanted, RegionState(), memory) == .wait("snap-1 to be listed"))
    }

    @Test func `an image that the journal knows is waited for, not made again`() throws {
        let wanted = try wanted()
        var memory = RegionMemory()
        memory.image = "ami-1"
        #expect(
            try next(wanted, RegionState(), memory, in: "us-east-1", source: "ami-9") == .wait("ami-1 to be listed"))
    }

    @Test func `what failed is removed and begun anew, three times at most`() throws {
        let wanted = try wanted()
        var state = ours(wanted, state: "failed")
        state.images[0].reason = "no room"
        var memory = RegionMemory()
        // The home region's snapshot is good, a copy's own is not.
        #expect(try next(wanted, state, memory) == .discardImage("ami-1", snapshots: []))
        #expect(try next(wanted, state, memory, in: "us-east-1") == .discardImage("ami-1", snapshots: ["snap-1"]))
        memory.attempt = 2
        let error = try #require(throws: PublishError.self) { try next(wanted, state, memory) }
        #expect(error.code == .service && error.message.contains("no room"))
    }

    @Test func `an image of the same name with other bytes is never touched`() throws {
        let wanted = try wanted()
        for digest in ["sha256:\(String(repeating: "0", count: 64))", nil] {
            var state = ours(wanted)
            state.images[0].tags["basalt:digest"] = digest
            state.images[0].snapshots = ["snap-other"]
            let error = try #require(throws: PublishError.self) { try next(wanted, state) }
            #expect(error.code == .versionExists)
        }
        var state = RegionState()
        state.parameter = "ami-other"
        #expect(throws: PublishError.self) { try next(wanted, state) }
    }

    @Test func `what nobody can want is refused before anything is asked`() throws {
        let changes: [(inout Publication) -> Void] = [
            { $0.regions = [] }, { $0.regions.append($0.regions[0]) }, { $0.accounts = ["12"] },
            { $0.keys = ["ap-south-1": "arn"] }, { $0.tags = ["basalt:name": "x"] },
            { $0.keys = [$0.regions[0]: "arn:aws:kms:eu-west-1:1:alias/aws/ebs"] },
        ]
        for change in changes {
            var publication = try wanted()
            try publication.check()
            change(&publication)
            #expect(throws: PublishError.self) { try publication.check() }
        }
    }
}

@Suite struct `Which blocks are sent` {
    private func disk(_ contents: [UInt8]) throws -> DiskBlocks {
        try withTemporaryFolder { try TestImage($0, name: "d", version: "1", contents).blocks }
    }

    @Test func `all that hold something, or all where noise would be read`() throws {
        let disk = try disk([1, 0, 2])
        #expect(BlockPlan(disk, parent: nil, isEncrypted: false).blocks == [0, 2])
        #expect(BlockPlan(disk, parent: nil, isEncrypted: true).blocks == [0, 1, 2])
        #expect(BlockPlan(disk, parent: nil, isEncrypted: true).checksum == disk.digest)
    }

    @Test func `a parent's blocks inherit, so that zeros over them are sent`() throws {
        let plan = BlockPlan(try disk([1, 0, 3, 0, 5]), parent: try disk([1, 2, 3]), isEncrypted: false)
        #expect(plan.blocks == [1, 4])
    }

    @Test func `a larger parent's end becomes zeros`() throws {
        let (disk, parent) = (try disk([1, 2]), try disk([1, 3, 4, 0, 5]))
        let plan = BlockPlan(disk, parent: parent, isEncrypted: false)
        #expect(plan.blocks == [1, 2, 4])
        let digests = Array(disk[1]) + BlockPlan.zero.bytes + BlockPlan.zero.bytes
        #expect(plan.checksum == DiskBlocks(bytes: digests).digest)
    }

    @Test func `the parent that saves most is taken, and none that saves nothing`() throws {
        let new = try disk([1, 2, 3, 4])
        let candidates = try [
            ("a", [1, 2, 9, 9]), ("b", [1, 2, 3, 9]), ("c", [9, 9, 9, 9]), ("d", [1, 2, 3, 4, 5]),
        ]
        .map { try ParentCandidate(reference: $0.0, snapshot: $0.0, blocks: disk($0.1)) }
        #expect(ParentCandidate.best(candidates, for: new)?.reference == "b")
        #expect(ParentCandidate.best(candidates.filter { $0.reference > "b" }, for: new)?.reference == "d")
        #expect(ParentCandidate.best(candidates.filter { $0.reference == "c" }, for: new) == nil)
    }

    @Test func `a parent whose volume is larger is none, EBS refuses it`() throws {
        let gibibyte = try disk([1]).bytes + (1..<2048).flatMap { _ in BlockPlan.zero.bytes }
        let new = DiskBlocks(bytes: try disk([1, 2]).bytes)
        for (bytes, isUsed) in [(gibibyte, true), (gibibyte + BlockPlan.zero.bytes, false)] {
            let parent = ParentCandidate(reference: "a", snapshot: "a", blocks: DiskBlocks(bytes: bytes))
            #expect((ParentCandidate.best([parent], for: new) != nil) == isUsed)
        }
    }

    @Test func `the window doubles, halves once for a burst of refusals, and then grows one by one`() {
        var window = UploadWindow(limit: 16)
        for _ in 0..<16 { window.succeeded() }
        #expect(window.limit == 32)
        for _ in 0..<10 { window.throttled() }
        #expect(window.limit == 16)
        for _ in 0..<8 { window.succeeded() }
        #expect(window.limit == 17)
        for _ in 0..<10_000 { window.succeeded() }
        #expect(window.limit == 64)
        for _ in 0..<10_000 { window.throttled() }
        #expect(window.limit == 4)
    }
}
