import AWS
import Documents
import Foundation
import Images
import Publishing
import TestSupport
import Testing
import Values

extension WithStandIn {
    @Suite struct `Publishing an image` {
        private static let regions = ["eu-west-1", "us-east-1"]
        private static let account = "210987654321"

        @Test func `puts it into all regions, shared, tagged, named and deprecated`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try TestImage(folder, name: unique("web"), version: "1.0+1", [1, 0, 2, 0])
                let manifest = try await publish(
                    image.publication(Self.regions, accounts: [Self.account]), image.source(), on: standIn)
                try await checkInvariants(manifest, image, on: standIn)
                let home = try #require(manifest.regions["eu-west-1"])
                #expect(try standIn.snapshot(try #require(home.snapshot), in: "eu-west-1").written == 2)
                let found = try await withSession(standIn) { session in
                    try await session.client("us-east-1").send(
                        EC2.DescribeImages { $0.imageIds = [manifest.regions["us-east-1"]?.image ?? ""] })
                }
                let copy = try #require(found.images?.first)
                #expect(
                    copy.name == "\(image.manifest.name)/1.0@1/x86_64"
                        && copy.deprecationTime?.hasPrefix("2028-") == true)
            }
        }

        @Test func `again changes nothing, and calls nothing that could`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try TestImage(folder, name: unique("web"), version: "1", [1])
                let publication = image.publication(Self.regions, accounts: [Self.account])
                let first = try await publish(publication, image.source(), on: standIn)
                try standIn.play("[]")
                #expect(try await publish(publication, image.source(), on: standIn) == first)
                #expect(try standIn.log().allSatisfy { $0.contains(".Describe") || $0.contains(".Get") })
                // Nor does a run that has lost its journal and its manifest.
                try FileManager.default.removeItem(at: image.folder.appendingPathComponent("publish.journal"))
                try FileManager.default.removeItem(at: image.folder.appendingPathComponent("amis.json"))
                #expect(try await publish(publication, image.source(), on: standIn) == first)
                #expect(try standIn.log().allSatisfy { $0.contains(".Describe") || $0.contains(".Get") })
            }
        }

        @Test func `sends only what changed since the version before`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let old = try TestImage(folder, name: unique("web"), version: "1", [1, 2, 3, 4, 0])
                let first = try await publish(old.publication(["eu-west-1"]), old.source(), on: standIn)
                // One block is another one, one became zeros, one stayed zeros, one is new, one is new and zeros.
                let new = try TestImage(folder, name: old.manifest.name, version: "2", [1, 9, 0, 4, 0, 7, 0])
                let parent = ParentCandidate(
                    reference: old.manifest.reference, snapshot: try #require(first.regions["eu-west-1"]?.snapshot),
                    blocks: old.blocks)
                let second = try await publish(new.publication(["eu-west-1"]), new.source([parent]), on: standIn)
                let snapshot = try standIn.snapshot(
                    try #require(second.regions["eu-west-1"]?.snapshot), in: "eu-west-1")
                #expect(snapshot.parent == parent.snapshot && snapshot.written == 3)
                try await checkInvariants(second, new, on: standIn)
            }
        }

        @Test func `sends only what changed to a disk that is smaller than the one before`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let old = try TestImage(folder, name: unique("web"), version: "1", [1, 2, 3, 4, 5, 6, 0, 8])
                let first = try await publish(old.publication(["eu-west-1"]), old.source(), on: standIn)
                let new = try TestImage(folder, name: old.manifest.name, version: "2", [1, 2, 3, 4, 9])
                let parent = ParentCandidate(
                    reference: old.manifest.reference, snapshot: try #require(first.regions["eu-west-1"]?.snapshot),
                    blocks: old.blocks)
                let second = try await publish(new.publication(["eu-west-1"]), new.source([parent]), on: standIn)
                let id = try #require(second.regions["eu-west-1"]?.snapshot)
                let snapshot = try standIn.snapshot(id, in: "eu-west-1")
                #expect(snapshot.parent == parent.snapshot && snapshot.written == 3)
                try await checkInvariants(second, new, on: standIn)
                func difference() async throws -> Int? {
                    try await withSession(standIn) { session in
                        try await PublishedImage(session, second, tags: [:])
                            .firstDifference(in: "eu-west-1", from: new.blocks) { _, _ in }
                    }
                }
                #expect(try await difference() == nil)
                try standIn.damage(id, in: "eu-west-1", block: 7)
                #expect(try await difference() == 7)
            }
        }

        @Test func `refuses a version that is there with other bytes`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let name = unique("web")
                let first = try TestImage(folder.appendingPathComponent("a"), name: name, version: "1", [1])
                let other = try TestImage(folder.appendingPathComponent("b"), name: name, version: "1", [2])
                let manifest = try await publish(first.publication(["eu-west-1"]), first.source(), on: standIn)
                let error = try await #require(throws: PublishError.self) {
                    try await publish(other.publication(["eu-west-1"]), other.source(), on: standIn)
                }
                #expect(error.code == .versionExists && error.message.contains("\(name)@1"))
                try await checkInvariants(manifest, first, on: standIn)
            }
        }

        @Test func `notices a disk that is not the one that was built`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try TestImage(folder, name: unique("web"), version: "1", [1, 2])
                try Data(repeating: 3, count: 2 << 19).write(to: URL(fileURLWithPath: image.disk))
                let error = try await #require(throws: PublishError.self) {
                    try await publish(image.publication(["eu-west-1"]), image.source(), on: standIn)
                }
                #expect(error.code == .diskChanged)
                let state = try #require(try AMIManifest.read(image.folder.path)?.regions["eu-west-1"])
                #expect(state.state == .failed && state.reason?.contains("block") == true)
            }
        }

        @Test func `reads the snapshot back, and finds the block that somebody changed`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try TestImage(
                    folder, name: unique("web"), version: "1", Array(repeating: 5, count: 40) + [0, 6])
                let manifest = try await publish(image.publication(["eu-west-1"]), image.source(), on: standIn)
                func difference() async throws -> Int? {
                    try await withSession(standIn) { session in
                        try await PublishedImage(session, manifest, tags: [:])
                            .firstDifference(in: "eu-west-1", from: image.blocks) { _, _ in }
                    }
                }
                #expect(try await difference() == nil)
                let snapshot = try #require(manifest.regions["eu-west-1"]?.snapshot)
                try standIn.damage(snapshot, in: "eu-west-1", block: 33)
                #expect(try await difference() == 33)
            }
        }

        @Test(arguments: [
            (#"{"act": "ebs.Put.*", "do": "error", "status": 400, "code": "RequestThrottledException", "n": 5}"#),
            (#"{"act": "ebs.Put.*", "do": "error", "status": 404, "code": "ResourceNotFoundException", "n": 5}"#),
            (#"{"act": ".*", "do": "error", "status": 503, "code": "Unavailable", "n": 2}"#),
            (#"{"act": "ebs.Complete.*", "do": "lost"}"#), (#"{"act": "ec2.RegisterImage", "do": "lost"}"#),
            (#"{"act": "ec2.CopyImage", "do": "lost"}"#), (#"{"act": "ebs.Start.*", "do": "lost"}"#),
            (#"{"act": "ssm.PutParameter", "do": "lost"}"#), (#"{"act": "ec2.Modify.*", "do": "lost", "n": 2}"#),
            (#"{"act": "ec2.Describe(Images|Snapshots)", "do": "stale", "skip": 4, "n": 4}"#),
            (#"{"act": "ec2.CopyImage", "do": "fail"}"#), (#"{"act": "ebs.Start.*", "do": "fail"}"#),
            (#"{"act": "ec2.CopyImage", "do": "error", "status": 400, "code": "RequestLimitExceeded", "n": 2}"#),
        ])
        func `comes through bad weather`(rule: String) async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                try standIn.play("[\(rule)]")
                let image = try TestImage(folder, name: unique("web"), version: "1", [1, 0, 2, 3])
                let manifest = try await publish(
                    image.publication(Self.regions, accounts: [Self.account]), image.source(), on: standIn)
                try await checkInvariants(manifest, image, on: standIn)
            }
        }

        @Test(arguments: [
            (
                #"{"act": "ec2.CopyImage", "do": "error", "status": 403, "code": "UnauthorizedOperation", "n": 99}"#,
                "ec2:CopyImage"
            ),
            (
                #"{"act": "ebs.Put.*", "do": "error", "status": 403, "code": "AccessDeniedException", "n": 99}"#,
                "ebs:PutSnapshotBlock"
            ),
        ])
        func `names the permission that is missing at once`(rule: String, permission: String) async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                try standIn.play("[\(rule)]")
                let image = try TestImage(folder, name: unique("web"), version: "1", [1, 2])
                let error = try await #require(throws: PublishError.self) {
                    try await publish(image.publication(Self.regions), image.source(), on: standIn)
                }
                #expect(error.code == .notPermitted && error.remedy?.contains(permission) == true)
                try standIn.play("[]")
                let manifest = try await publish(image.publication(Self.regions), image.source(), on: standIn)
                try await checkInvariants(manifest, image, on: standIn)
            }
        }

        @Test func `removes a snapshot that EBS refuses to complete, and begins with another`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                try standIn.play(
                    #"[{"act": "ebs.Complete.*", "do": "error", "status": 400, "code": "ValidationException"}]"#)
                let image = try TestImage(folder, name: unique("web"), version: "1", [1, 2])
                let error = try await #require(throws: PublishError.self) {
                    try await publish(image.publication(Self.regions), image.source(), on: standIn)
                }
                #expect(error.code == .service && error.message.contains("CompleteSnapshot"))
                #expect(try standIn.log().contains("ec2.DeleteSnapshot eu-west-1"))
                let manifest = try await publish(image.publication(Self.regions), image.source(), on: standIn)
                try await checkInvariants(manifest, image, on: standIn)
            }
        }

        @Test func `says which regions have it when one fails for good`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                try standIn.play(
                    #"[{"act": "ec2.CopyImage", "do": "error", "status": 400, "code": "ResourceLimitExceeded", "n": 99}]"#
                )
                let image = try TestImage(folder, name: unique("web"), version: "1", [1])
                let error = try await #require(throws: PublishError.self) {
                    try await publish(image.publication(Self.regions), image.source(), on: standIn)
                }
                #expect(error.message.contains("not published in us-east-1; eu-west-1 has it"))
                let manifest = try #require(try AMIManifest.read(image.folder.path))
                #expect(manifest.regions["eu-west-1"]?.state == .available)
                #expect(manifest.regions["us-east-1"]?.state == .failed)
            }
        }

        @Test func `is not begun twice at once`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.publishing)
                let image = try TestImage(folder, name: unique("web"), version: "1", [1])
                let held = try FileHandle(
                    forWritingTo: {
                        let file = image.folder.appendingPathComponent("publish.journal")
                        try Data().write(to: file)
                        return file
                    }())
                #expect(flock(held.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
                let error = try await #require(throws: PublishError.self) {
                    try await publish(image.publication(["eu-west-1"]), image.source(), on: standIn)
                }
                #expect(error.code == .locked)
            }
        }
    }
}
