import AWS
import Fleet
import FleetEC2
import TestSupport
import Testing
import Values

extension WithStandIn {
    @Suite struct `A rotation that was killed` {
        /// Calls that change something, from the point of view of the rules.
        private static let changing = #"(?!.*[.](Describe|Get|GET|HEAD)).*"#

        private static var places: [Int] {
            isLong ? Array(0..<8) : [1, 5]
        }

        @Test(arguments: places, ["die", "die-after"])
        func `goes on with the same hosts`(place: Int, fault: String) async throws {
            try await inFolder { folder in
                let standIn = try AWSStandIn.fresh(.fleets)
                let fleet = try TestFleet(2, on: standIn, in: folder)
                try standIn.play(#"[{"act": "\#(Self.changing)", "do": "\#(fault)", "skip": \#(place)}]"#)
                let run = "\(fleet.fleet.name)-r1"
                try await fleet.with(["AWS_MAX_ATTEMPTS": "1"]) { parts in
                    let plan = try await fleet.plan(parts, run: run)
                    try await parts.services.store.create(plan)
                    // A killed process does nothing any more, not even give its lock back: the clock goes on without it.
                    var runner = Runner(plan, parts.services, owner: "a/1/x")
                    var turns = 0
                    while turns < 400, try !Self.isDead(standIn, at: place) {
                        turns += 1
                        do throws(Ending) { fleet.clock.sleep(seconds: try await runner.tick()) } catch { break }
                    }
                    #expect(try Self.isDead(standIn, at: place), "the fault did not hit")
                }
                try standIn.play("[]")
                fleet.clock.sleep(seconds: LockRecord.lifetime + LockRecord.skew + 10)
                let ending = try await fleet.with { parts in
                    let plan = try #require(try await parts.services.store.plan(of: run))
                    return await fleet.run(plan, parts, owner: "b/2/y").ending
                }
                #expect(ending.isDone, "killed at \(place), \(fault): \(ending)")
                try await expectReplaced(fleet, "killed at \(place), \(fault)")
                let launched = try standIn.changes().filter { change in
                    change.what == "launch"
                }
                let names = Set(try await fleet.instances().map(\.id))
                #expect(launched.count { names.contains($0.id) } == 2, "killed at \(place), \(fault)")
            }
        }

        /// Whether the client was killed.
        private static func isDead(_ standIn: AWSStandIn, at place: Int) throws -> Bool {
            try standIn.log().count(where: isMutating) > place
        }
    }
}
