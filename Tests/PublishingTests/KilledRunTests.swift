import AWS
import Foundation
import Images
import Publishing
import TestSupport
import Testing

/// With a stand-in of their own, beside the other tests.
@Suite(.serialized) struct `A run that was killed` {
    private static let regions = ["eu-west-1", "us-east-1"]

    /// The calls that change something, in a run without faults.
    private func changes(_ standIn: AWSStandIn, _ folder: URL) async throws -> [String] {
        let image = try TestImage(folder, name: unique("plain"), version: "1", [1, 0, 2])
        try standIn.play("[]")
        _ = try await publish(
            image.publication(Self.regions, accounts: ["210987654321"]), image.source(), on: standIn)
        return try standIn.log().filter { !$0.contains(".Describe") && !$0.contains(".Get") }
    }

    @Test(arguments: ["die", "die-after"])
    func `goes on where it was, at whatever call it was killed`(fault: String) async throws {
        try await inFolder { folder in
            let standIn = try AWSStandIn.fresh(.interrupted)
            let calls = try await changes(standIn, folder)
            #expect(calls.count >= 14, "\(calls)")
            for index in calls.indices {
                let image = try TestImage(folder, name: unique("web"), version: "1", [1, 0, 2, UInt8(index + 3)])
                let publication = image.publication(Self.regions, accounts: ["210987654321"])
                try standIn.play(
                    #"[{"act": "(?!.*[.](Describe|Get)).*", "do": "\#(fault)", "skip": \#(index)}]"#)
                await #expect(throws: PublishError.self, "\(index)") {
                    try await publish(publication, image.source(), on: standIn, ["AWS_MAX_ATTEMPTS": "1"])
                }
                try standIn.play("[]")
                let manifest = try await publish(publication, image.source(), on: standIn)
                try await checkInvariants(manifest, image, on: standIn, "killed at \(calls[index]), \(fault)")
            }
        }
    }

    @Test func `does not send again what arrived`() async throws {
        try await inFolder { folder in
            let standIn = try AWSStandIn.fresh(.interrupted)
            let image = try TestImage(folder, name: unique("web"), version: "1", (1...200).map { UInt8($0) })
            try standIn.play(#"[{"act": "ebs.Put.*", "do": "die", "skip": 150}]"#)
            await #expect(throws: PublishError.self) {
                try await publish(
                    image.publication(["eu-west-1"]), image.source(), on: standIn, ["AWS_MAX_ATTEMPTS": "1"])
            }
            try standIn.play("[]")
            let manifest = try await publish(image.publication(["eu-west-1"]), image.source(), on: standIn)
            let puts = try standIn.log().count { $0.hasPrefix("ebs.Put") }
            // What was under way when the run was killed is not known to have arrived.
            #expect((50...120).contains(puts), "\(puts)")
            try await checkInvariants(manifest, image, on: standIn)
        }
    }

    @Test func `believes no line that was cut`() async throws {
        try await inFolder { folder in
            let standIn = try AWSStandIn.fresh(.interrupted)
            let image = try TestImage(folder, name: unique("web"), version: "1", [1, 2])
            let first = try await publish(image.publication(["eu-west-1"]), image.source(), on: standIn)
            let file = image.folder.appendingPathComponent("publish.journal")
            let whole = try Data(contentsOf: file)
            for length in stride(from: 0, through: whole.count, by: 7) {
                try whole.prefix(length).write(to: file)
                #expect(try await publish(image.publication(["eu-west-1"]), image.source(), on: standIn) == first)
            }
            try await checkInvariants(first, image, on: standIn)
        }
    }
}
