import Fleet
import Testing
import Workloads

struct MembersTests {
    private func members(
        _ state: String, _ ids: [String], _ hosts: FakeSwarm.Hosts = FakeSwarm.Hosts()
    ) async throws -> MemberReport {
        var report = MemberReport(members: [:], quorum: nil)
        try await FakeSwarm.with { swarm in
            try await swarm.set(state)
            report = try await swarm.workload(hosts).members(of: ids.map(FakeSwarm.instance))
        }
        return report
    }

    @Test(arguments: [
        FakeSwarm.state([]),
        FakeSwarm.state([FakeSwarm.node("w")], tasks: [#"{"ID":"t","NodeID":"n-w"}"#]),
        FakeSwarm.state([FakeSwarm.node("w")], tasks: [#"{"NodeID":"n-w","Status":{"State":"running"}}"#]),
    ])
    func `an answer without nodes, or with tasks of unknown shape, is none`(state: String) async throws {
        let error = await #expect(throws: ServiceFailure.self) { _ = try await members(state, ["w"]) }
        #expect(error?.code == .unavailable)
    }

    @Test func `a manager that is being demoted counts until the others have let it go`() async throws {
        let manager = FakeSwarm.node("m", role: "manager", isLeader: true)
        let leaving = FakeSwarm.node("n", role: "manager").replacing(#""Role":"manager""#, with: #""Role":"worker""#)
        let report = try await members(FakeSwarm.state([manager, leaving]), ["m", "n"])
        #expect(report.members["n"]?.isManager == true)
        #expect(report.quorum?.voters == 2)
        let gone = try await members(FakeSwarm.state([manager, FakeSwarm.node("n")]), ["m", "n"])
        #expect(gone.members["n"]?.isManager == false)
    }

    @Test func `hosts are nodes by their names, and count the tasks that still run on them`() async throws {
        let state = FakeSwarm.state(
            [
                FakeSwarm.node("m", role: "manager", availability: "drain", isLeader: true), FakeSwarm.node("w"),
                FakeSwarm.node("x.internal", id: "n-x", availability: "drain", state: "unknown"),
            ],
            tasks: [
                FakeSwarm.task("w", "running"), FakeSwarm.task("w", "preparing"), FakeSwarm.task("w", "complete"),
                FakeSwarm.task("w", "failed", desired: "shutdown"),
                FakeSwarm.task("x", "running", desired: "shutdown"),
                FakeSwarm.task("x", "assigned", desired: "shutdown"),
                FakeSwarm.task("x", "shutdown", desired: "shutdown"),
            ])
        let report = try await members(state, ["m", "w", "x", "stranger"])
        #expect(report.members["m"] == Member(isReady: true, isManager: true, isLeader: true))
        #expect(report.members["w"] == Member(isReady: true, tasks: 2))
        #expect(report.members["x"] == Member(isReady: false, isCordoned: true, tasks: 1))
        #expect(report.members["stranger"] == nil)
        #expect(report.quorum == Quorum(voters: 1, reachable: 1))
    }

    @Test func `managers of other fleets count for the quorum, and those that are down do not reach it`() async throws {
        let state = FakeSwarm.state([
            FakeSwarm.node("a", role: "manager"), FakeSwarm.node("b", role: "manager", isReachable: false),
            FakeSwarm.node("c", role: "manager", isLeader: true), FakeSwarm.node("w"),
        ])
        let report = try await members(state, ["w"])
        #expect(report.quorum == Quorum(voters: 3, reachable: 2))
    }

    /// As Docker 26.1 tells for a few seconds after a node has joined.
    @Test func `a node that has not told of itself yet is nobody's, and in nobody's way`() async throws {
        let joining = FakeSwarm.node("w", id: "new", state: "unknown", address: "")
            .replacing(#""Hostname":"w""#, with: #""Platform":{},"Resources":{},"Engine":{}"#)
        let report = try await members(FakeSwarm.state([FakeSwarm.node("v"), joining]), ["v", "w"])
        #expect(report.members["v"]?.isReady == true)
        #expect(report.members["w"] == nil)
    }

    @Test func `what a dead host ran is not waited for`() async throws {
        let state = FakeSwarm.state(
            [FakeSwarm.node("w", availability: "drain", state: "down")], tasks: [FakeSwarm.task("w", "running")])
        #expect(try await members(state, ["w"]).members["w"]?.tasks == 0)
    }

    /// Swarm shuts a drained host's replicas down before their successors run.
    @Test(arguments: [
        ("starting", "shutdown", 1), ("pending", "shutdown", 1), ("running", "shutdown", 0), ("starting", "failed", 0),
    ])
    func `a drained host counts its replicas until they run elsewhere`(
        _ now: String, _ before: String, _ count: Int
    ) async throws {
        let node = FakeSwarm.node("w", availability: "drain", labels: #"{"org.basalt.cordoned-from":"active"}"#)
        let tasks = [
            FakeSwarm.task("w", before, desired: "shutdown", slot: 1, created: "2026-11-21T10:00:00Z"),
            FakeSwarm.task("x", now, slot: 1, created: "2026-11-21T10:05:00Z"),
            // An older life of it, and another replica that is fine.
            FakeSwarm.task("w", "failed", desired: "shutdown", slot: 1, created: "2026-11-21T09:00:00Z"),
            FakeSwarm.task("x", "running", slot: 2, created: "2026-11-21T10:00:00Z"),
        ]
        let report = try await members(FakeSwarm.state([node, FakeSwarm.node("x")], tasks: tasks), ["w"])
        #expect(report.members["w"]?.displaced == count && report.members["w"]?.tasks == 0)
        let cordoned = FakeSwarm.node("w", availability: "pause", labels: #"{"org.basalt.cordoned-from":"active"}"#)
        let undrained = try await members(FakeSwarm.state([cordoned, FakeSwarm.node("x")], tasks: tasks), ["w"])
        #expect(undrained.members["w"]?.displaced == 0, "what left it before is another's")
    }

    @Test func `a host that joined twice is the node that is ready`() async throws {
        let state = FakeSwarm.state([
            FakeSwarm.node("w", id: "old", state: "down", created: "2026-11-21T11:00:00Z"),
            FakeSwarm.node("w", id: "new", created: "2026-11-21T10:30:00Z"),
        ])
        #expect(try await members(state, ["w"]).members["w"]?.isReady == true)
    }

    @Test func `a host is found by its address, but never as the one that had it before`() async throws {
        let hosts = FakeSwarm.Hosts(addresses: ["i-1": "10.0.0.5"])
        let before = FakeSwarm.node("ip-10-0-0-5", address: "10.0.0.5", created: "2026-11-21T09:59:59.9Z")
        let after = FakeSwarm.node("ip-10-0-0-5", id: "b", address: "10.0.0.5", created: "2026-11-21T10:00:00.1Z")
        #expect(try await members(FakeSwarm.state([before]), ["i-1"], hosts).members.isEmpty)
        #expect(try await members(FakeSwarm.state([before, after]), ["i-1"], hosts).members["i-1"]?.isReady == true)
    }

    @Test func `a manager that calls itself 0 is known by what it tells the others`() async throws {
        let node = FakeSwarm.node("other", role: "manager", address: "0.0.0.0")
            .replacing("0.0.0.0:2377", with: "10.0.0.5:2377")
        let hosts = FakeSwarm.Hosts(addresses: ["i-1": "10.0.0.5"])
        #expect(try await members(FakeSwarm.state([node]), ["i-1"], hosts).members["i-1"]?.isManager == true)
    }

    static let failures: [(String, ServiceFailure.Code)] = [
        (#"{"fail":[500,"rpc error: code = DeadlineExceeded desc = context deadline exceeded"]}"#, .unavailable),
        (#"{"fail":[403,"authorization denied by plugin"]}"#, .denied),
        (#"{"manages":false}"#, .unavailable), (#"{"fail":[400,"bad parameter"]}"#, .refused),
        (#"{"nodes":[{"ID":"x"}]}"#, .unavailable),
    ]

    @Test(arguments: failures.indices)
    func `what the engine refuses is told in its words`(_ index: Int) async throws {
        let (state, code) = Self.failures[index]
        let error = await #expect(throws: ServiceFailure.self) { _ = try await members(state, ["w"]) }
        #expect(error?.code == code)
    }

    @Test func `an engine that is not there may be there later`() async throws {
        try await FakeSwarm.with { swarm in
            let engine = EngineClient(swarm.client, base: "http://127.0.0.1:1")
            let error = await #expect(throws: ServiceFailure.self) { try await engine.call("GET", "/nodes") }
            #expect(error?.code == .unavailable)
        }
    }

    @Test func `join tokens never stand in a message`() async throws {
        try await FakeSwarm.with { swarm in
            try await swarm.set(#"{"fail":[400,"invalid join token SWMTKN-1-abc-def given"]}"#)
            let error = await #expect(throws: ServiceFailure.self) { try await swarm.engine.call("GET", "/nodes") }
            #expect(error?.message.contains("SWMTKN") == false && error?.message.contains("given") == true)
        }
    }
}
