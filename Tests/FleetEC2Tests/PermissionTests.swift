import AWS
import Fleet
import FleetEC2
import Publishing
import TestSupport
import Testing

extension WithStandIn {
    /// What `basalt iam replace` prints: each test plays an AWS that allows this and nothing else.
    @Suite struct `The permissions of fleets` {
        private func actions(_ verb: Permission.Verb) -> Set<String> {
            Set(verb.permissions().flatMap(\.actions))
        }

        /// Refuses what a verb's policy does not allow. Calls of S3 are named by their place in HTTP here.
        private func limit(to verb: Permission.Verb) -> String {
            let names = actions(verb).sorted().map {
                $0.replacing(":", with: "[.]").replacing("cloudwatch", with: "monitoring")
            }
            let others = "(?!(\(names.joined(separator: "|"))|s3[.].*)$).*"
            return #"{"act": "\#(others)", "do": "error", "status": 403, "code": "UnauthorizedOperation", "n": 9999}"#
        }

        private func called(_ standIn: AWSStandIn) throws -> Set<String> {
            Set(
                try standIn.log().map { String($0.prefix { $0 != " " }).replacing(".", with: ":") }
                    .filter { !$0.hasPrefix("s3:") })
        }

        @Test func `are enough for a rotation, one with a failed host included`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.fleets)
                var fleet = try TestFleet(2, on: standIn, in: folder)
                fleet.onFailure = "{action: pause, budget: 1, keep_failed: {hosts: 1}}"
                try standIn.play(
                    "[\(limit(to: .replace)), {\"act\": \"ec2.RunInstances\", \"do\": \"impaired\", \"n\": 1}]")
                let ending = try await fleet.rotate()
                #expect(ending.isDone, "\(ending)")
                let calls = try called(standIn)
                #expect(calls.isSubset(of: actions(.replace)), "\(calls.subtracting(actions(.replace)))")
                #expect(calls.isSuperset(of: ["ec2:RunInstances", "ec2:StopInstances", "ec2:CreateTags"]))
            }
        }

        @Test func `to look are enough for a plan`() async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.fleets)
                let fleet = try TestFleet(2, on: standIn, in: folder)
                try standIn.play("[\(limit(to: .status))]")
                let slots = try await fleet.with { parts in try await fleet.plan(parts, run: "r").slots.count }
                #expect(slots == 2)
                #expect(try standIn.log().filter(isMutating) == [])
            }
        }
    }
}
