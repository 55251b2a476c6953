import AWS
import Fleet
import FleetEC2
import TestSupport
import Testing
import Values

extension WithStandIn {
    /// Whole rotations of fleets that a moto server holds, behind the proxy that plays the faults.
    @Suite struct `A fleet of EC2 instances` {
        private func inFleet(
            _ count: Int, _ change: (inout TestFleet) -> Void = { _ in }, _ body: (TestFleet) async throws -> Void
        ) async throws {
            try await inFolder { folder in
                var fleet = try TestFleet(count, on: try AWSStandIn.fresh(.fleets), in: folder)
                change(&fleet)
                try await body(fleet)
            }
        }

        @Test func `is replaced, each host let go before it ends, and a second run changes nothing`() async throws {
            try await inFleet(5) { fleet in
                #expect(try await fleet.rotate().isDone)
                try await expectReplaced(fleet)
            }
        }

        @Test func `says which hosts are outdated, and in what`() async throws {
            try await inFleet(3) { fleet in
                try await fleet.with { parts in
                    let plan = try await fleet.plan(parts, run: "r")
                    #expect(Set(plan.slots.compactMap { $0.old?.id }) == Set(fleet.fleet.instances))
                    #expect(plan.slots.allSatisfy { $0.reason == .image && $0.placement.type == "m5.large" })
                    #expect(plan.spec.imageName == "\(fleet.fleet.name)@2")
                    #expect(Set(plan.slots.map(\.placement.zone)).count == 3)
                }
            }
        }

        /// Each fault hits calls of one rotation; what the fleet is afterwards does not differ.
        private static let faults = [
            #"{"act": "ec2.RunInstances", "do": "lost", "n": 2}"#,
            #"{"act": "ec2.RunInstances", "do": "partial", "count": 1, "n": 2}"#,
            #"{"act": "ec2.TerminateInstances", "do": "lost", "n": 4}"#,
            #"{"act": "ec2.DescribeInstances", "do": "stale", "skip": 12, "n": 12}"#,
            #"{"act": "elasticloadbalancing.*", "do": "lost", "skip": 3, "n": 12}"#,
            #"{"act": "ec2.RunInstances", "do": "error", "status": 503, "code": "RequestLimitExceeded", "n": 20}"#,
            #"{"act": "ec2.RunInstances", "do": "error", "status": 500, "code": "InternalError", "n": 4}"#,
            #"{"act": "ec2.DescribeInstances", "do": "error", "status": 503, "code": "Unavailable", "skip": 2, "n": 9}"#,
            #"{"act": "elasticloadbalancing.*", "do": "error", "status": 400, "code": "Throttling", "skip": 2, "n": 9}"#,
        ]

        @Test(arguments: isLong ? faults : Array(faults.prefix(5)))
        func `is replaced all the same`(fault: String) async throws {
            try await inFleet(4) { fleet in
                try fleet.standIn.play("[\(fault)]")
                #expect(try await fleet.rotate().isDone)
                try await expectReplaced(fleet, "\(fault)")
            }
        }

        @Test func `takes the next type, and the next zone, where there is no capacity`() async throws {
            try await inFleet(
                3, { $0.strategy = "{surge: {max: 100%, per_zone: false}, canary: {hosts: 0}, bake: 1s}" }
            ) {
                fleet in
                let full = #""do": "error", "status": 500, "code": "InsufficientInstanceCapacity", "n": 99"#
                let subnet = fleet.fleet.subnets[0]
                try fleet.standIn.play(
                    """
                    [{"act": "ec2.RunInstances", "form": {"InstanceType": "m5.large"}, \(full)},
                     {"act": "ec2.RunInstances", "form": {"SubnetId": "\(subnet)"}, \(full)}]
                    """)
                #expect(try await fleet.rotate().isDone)
                let launches = try fleet.standIn.changes().filter { $0.what == "launch" }
                let live = Set(try await fleet.instances().filter(\.state.isLive).map(\.id))
                #expect(launches.filter { live.contains($0.id) }.allSatisfy { $0.type == "m5a.large" })
                #expect(launches.filter { live.contains($0.id) }.allSatisfy { $0.zone != "eu-west-1a" })
            }
        }

        @Test func `keeps its hosts where no capacity is left at all`() async throws {
            try await inFleet(2) { fleet in
                try fleet.standIn.play(
                    #"[{"act": "ec2.RunInstances", "do": "error", "status": 500, "code": "InsufficientInstanceCapacity", "n": 999}]"#
                )
                #expect(try await fleet.rotate() == .finished(.blocked))
                let live = try await fleet.instances().filter(\.state.isLive)
                #expect(Set(live.map(\.id)) == Set(fleet.fleet.instances))
            }
        }

        @Test func `pauses where the permission is missing, and goes on when it is there`() async throws {
            try await inFleet(2) { fleet in
                let denied = #""do": "error", "status": 403, "code": "UnauthorizedOperation", "n": 999"#
                try fleet.standIn.play(#"[{"act": "ec2.TerminateInstances", \#(denied)}]"#)
                let ending = try await fleet.rotate()
                #expect(ending.exitCode == 77)
                #expect(ending.blocker?.kind == .permission)
                #expect(try await fleet.instances().count { $0.state.isLive } == 4)
                try fleet.standIn.play("[]")
                let second = try await fleet.with { parts in
                    let run = "\(fleet.fleet.name)-r1"
                    let plan = try #require(try await parts.services.store.plan(of: run))
                    try await parts.services.store.add(RequestRecord(.resume), to: run)
                    return await fleet.run(plan, parts).ending
                }
                #expect(second.isDone)
                try await expectReplaced(fleet)
            }
        }

        @Test func `gives new hosts that never become healthy up, and the old ones stay`() async throws {
            try await inFleet(2, { $0.onFailure = "{action: pause}" }) { fleet in
                try fleet.standIn.play(#"[{"act": "ec2.RunInstances", "do": "impaired", "n": 999}]"#)
                let ending = try await fleet.rotate()
                #expect(ending.blocker?.kind == .failures, "\(ending)")
                let all = try await fleet.instances()
                let live = all.filter { $0.state.isLive && !$0.isKept }
                #expect(Set(live.map(\.id)).isSuperset(of: fleet.fleet.instances))
                // More failed at once than may: the run pauses first, and leaves them to whoever looks.
                #expect(live.count { $0.check == .impaired } == 2)
            }
        }
    }
}
