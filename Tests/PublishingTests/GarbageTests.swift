import AWS
import Foundation
import Images
import Publishing
import TestSupport
import Testing
import Values

@Suite struct `What can go` {
    private static let now = Timestamp(seconds: 1_795_250_645)

    private func inventory(_ versions: Int) -> RegionInventory {
        var inventory = RegionInventory()
        for version in 1...versions {
            let created = Timestamp(seconds: Self.now.seconds - Int64(400 - version) * 86400)
            inventory.images.append(
                RegionInventory.Image(
                    id: "ami-\(version)", reference: "web@\(version)", created: created, launched: nil,
                    snapshots: ["snap-\(version)"]))
            inventory.snapshots.append(
                RegionInventory.Snapshot(
                    id: "snap-\(version)", reference: "web@\(version)", started: created, state: "completed"))
        }
        return inventory
    }

    private func removed(_ inventory: RegionInventory) -> [String] {
        GarbagePlan(inventory, GarbagePlan.Rules(), now: Self.now).removed.map(\.id)
    }

    @Test func `is what is old and has two newer versions`() {
        #expect(removed(inventory(4)) == ["ami-1", "ami-2"])
        #expect(removed(inventory(2)) == [])
    }

    @Test func `is nothing that somebody uses, and every reason is told`() {
        var inventory = inventory(6)
        inventory.uses = ["ami-1": ["channel stable points at it"], "ami-2": ["instance i-1 runs it"]]
        inventory.images[2].launched = Timestamp(seconds: Self.now.seconds - 86400)
        inventory.images[3].created = Timestamp(seconds: Self.now.seconds - 86400)
        let plan = GarbagePlan(inventory, GarbagePlan.Rules(), now: Self.now)
        let kept = Dictionary(plan.verdicts.map { ($0.id, $0.kept) }) { first, _ in first }
        #expect(kept["ami-1"] == "channel stable points at it")
        #expect(kept["ami-2"] == "instance i-1 runs it")
        #expect(kept["ami-3"]??.hasPrefix("it was launched") == true)
        // The fourth is the newest now, the sixth the second.
        #expect(kept["ami-4"]??.contains("newest 2 versions") == true)
        #expect(plan.removed.map(\.id) == ["ami-5"])
    }

    @Test func `are snapshots of attempts that failed, unless they are young or others have them`() {
        var inventory = RegionInventory()
        for (id, age) in [("snap-a", Int64(2)), ("snap-b", 0), ("snap-c", 2)] {
            let started = Timestamp(seconds: Self.now.seconds - age * 86400)
            inventory.snapshots.append(
                RegionInventory.Snapshot(id: id, reference: "web@1", started: started, state: "pending"))
        }
        inventory.foreign = ["snap-c"]
        #expect(removed(inventory) == ["snap-a"])
    }

    @Test func `takes no snapshot along that another image has`() {
        var inventory = inventory(4)
        inventory.images[0].snapshots = ["snap-4"]
        let plan = GarbagePlan(inventory, GarbagePlan.Rules(), now: Self.now)
        #expect(plan.removed.first { $0.id == "ami-1" }?.snapshots == [])
    }
}

@Suite struct `Channels` {
    private func entry(_ version: String) -> Channel.Entry {
        Channel.Entry(
            version: version, digest: BlockPlan.zero, image: "ami-\(version)", by: "arn:aws:iam::1:user/u",
            date: Timestamp(seconds: 1_795_250_645), reason: "it is \"good\"")
    }

    @Test func `survive being written and read, and keep the newest eight`() throws {
        var channel = Channel(name: "stable")
        for version in 1...12 { channel.move(to: entry(String(version))) }
        #expect(channel.entries.count == 8 && channel.current?.version == "12")
        #expect(Channel(channel.text, name: "stable") == channel)
        #expect(Channel(channel.text, name: "other") == nil)
        #expect(channel.text.utf8.count < 4096)
        for text in ["", "{}", "[]", String(channel.text.dropLast(2))] { #expect(Channel(text, name: "stable") == nil) }
    }

    @Test(arguments: [("stable", true), ("a-1", true), ("", false), ("1a", false), ("A", false), ("a/b", false)])
    func `have names`(name: String, isOne: Bool) { #expect(Channel.isName(name) == isOne) }
}

extension WithStandIn {
    @Suite struct `Promoting and clearing away` {
        private static let regions = ["eu-west-1", "us-east-1"]

        private func promote(
            _ manifest: AMIManifest, skipping: Set<String> = [], reason: String? = nil, on standIn: AWSStandIn
        ) async throws {
            try await withSession(standIn) { session in
                try await Promotion(session, manifest)
                    .promote(to: "stable", skipping: skipping, reason: reason, tags: [:])
            }
        }

        private func channels(_ image: TestImage, _ region: String, on standIn: AWSStandIn) async throws -> [Channel] {
            try await withSession(standIn) { session in
                try await ChannelList(session).channels(of: image.manifest.name, "x86_64", in: region)
            }
        }

        @Test func `moves a channel in all regions, and back, with its history`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let first = try TestImage(folder, name: unique("web"), version: "1", [1])
                let second = try TestImage(folder, name: first.manifest.name, version: "2", [2])
                let old = try await publish(first.publication(Self.regions), first.source(), on: standIn)
                let new = try await publish(second.publication(Self.regions), second.source(), on: standIn)
                for manifest in [old, new, new, old] { try await promote(manifest, on: standIn) }
                for region in Self.regions {
                    let channel = try #require(try await channels(first, region, on: standIn).first)
                    #expect(channel.entries.map(\.version) == ["1", "2", "1"])
                    #expect(channel.current?.by.hasPrefix("arn:aws:iam::123456789012:user/u") == true)
                    let image = try await withSession(standIn) { session in
                        try await session.client(region).send(
                            SSM.GetParameter {
                                $0.name = Channel.imageParameter(first.manifest.name, "x86_64", "stable")
                            })
                    }
                    #expect(image.parameter?.value == old.regions[region]?.image)
                }
            }
        }

        @Test func `moves nothing where the image is not as it was published`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try TestImage(folder, name: unique("web"), version: "1", [1])
                let manifest = try await publish(
                    image.publication(Self.regions, accounts: ["210987654321"]), image.source(), on: standIn)
                try await withSession(standIn) { session in
                    let id = manifest.regions["us-east-1"]?.image
                    _ = try await session.client("us-east-1").send(
                        EC2.ModifyImageAttribute {
                            $0.imageId = id
                            $0.attribute = "launchPermission"
                            $0.operationType = "remove"
                            $0.userIds = ["210987654321"]
                        })
                }
                let error = try await #require(throws: PublishError.self) { try await promote(manifest, on: standIn) }
                #expect(error.code == .difference && error.message.contains("is not shared with 210987654321"))
                #expect(try await channels(image, "eu-west-1", on: standIn) == [])
                // A region may be left out, by name and with a reason.
                await #expect(throws: PublishError.self) {
                    try await promote(manifest, skipping: ["us-east-1"], on: standIn)
                }
                try await promote(manifest, skipping: ["us-east-1"], reason: "it is being mended", on: standIn)
                #expect(
                    try await channels(image, "eu-west-1", on: standIn).first?.current?.reason == "it is being mended")
            }
        }

        @Test func `keeps what a channel points at, and removes the rest with its snapshots`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let region = "ap-south-1"
                let name = unique("web")
                var manifests: [AMIManifest] = []
                for version in 1...4 {
                    let image = try TestImage(folder, name: name, version: "\(version)", [UInt8(version)])
                    manifests.append(try await publish(image.publication([region]), image.source(), on: standIn))
                }
                try await promote(manifests[0], on: standIn)
                var rules = GarbagePlan.Rules()
                (rules.versions, rules.days) = (1, -1)
                let images = try await withSession(standIn) { session in
                    let collection = GarbageCollection(session, region: region)
                    let plan = try await collection.plan(rules)
                    let ours = plan.verdicts.filter { $0.reference.hasPrefix(name + "@") }
                    let kept = ours.filter { $0.kept != nil }.map(\.id)
                    // moto gives all images one time, so that ids decide which is the newest.
                    #expect(kept.contains(manifests[0].regions[region]?.image ?? "") && (1...2).contains(kept.count))
                    try await collection.apply(plan)
                    #expect(try await collection.plan(rules).removed == [])
                    return try await session.client(region).send(EC2.DescribeImages { $0.owners = ["self"] }).images
                        ?? []
                }
                #expect((1...2).contains(images.count))
            }
        }
    }
}
