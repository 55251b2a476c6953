import Documents
import Fleet
import Testing
import Workloads

struct ChangesTests {
    /// Asks for changes one after the other.
    /// - Returns: the node afterwards, and what was asked of the engine.
    private func perform(
        _ changes: [HostChange], on host: String = "w", in state: String, _ hosts: FakeSwarm.Hosts = FakeSwarm.Hosts()
    ) async throws -> (nodes: [Node], changes: [String]) {
        var result: (nodes: [Node], changes: [String]) = ([], [])
        try await FakeSwarm.with { swarm in
            try await swarm.set(state)
            for change in changes { try await swarm.workload(hosts).perform(change, on: FakeSwarm.instance(host)) }
            result = (try await swarm.nodes(), try await swarm.changes())
        }
        return result
    }

    private func availability(_ node: Node?) -> String? { node?["Spec"]?["Availability"]?.string }

    @Test func `a cordon is seen, asked for once, and taken back to what was before`() async throws {
        let state = FakeSwarm.state([FakeSwarm.node("w", labels: #"{"mine":"1"}"#)])
        let cordoned = try await perform([.cordon, .cordon], in: state)
        #expect(availability(cordoned.nodes.first) == "pause" && cordoned.changes.count == 1)
        let back = try await perform([.cordon, .drain, .uncordon, .uncordon], in: state)
        #expect(availability(back.nodes.first) == "active" && back.changes.count == 3)
        #expect(back.nodes.first?["Spec"]?["Labels"]?.mapping?.keys == ["mine"], "nothing of ours is left")
    }

    @Test func `somebody else's drain is not taken back`() async throws {
        let state = FakeSwarm.state([FakeSwarm.node("w", availability: "drain")])
        let result = try await perform([.uncordon], in: state)
        #expect(availability(result.nodes.first) == "drain" && result.changes.isEmpty)
        let ours = try await perform([.cordon, .drain, .uncordon], in: state)
        #expect(availability(ours.nodes.first) == "drain", "it was so before the run")
    }

    @Test(arguments: [HostChange.drain, .forceDrain])
    func `a drain moves the tasks away and is asked for once`(_ change: HostChange) async throws {
        let result = try await perform([change, change], in: FakeSwarm.state([FakeSwarm.node("w")]))
        #expect(availability(result.nodes.first) == "drain" && result.changes.count == 1)
    }

    @Test func `a manager is demoted while the others decide, and promoted again`() async throws {
        let managers = ["a", "b", "c"].map { FakeSwarm.node($0, role: "manager", isLeader: $0 == "a") }
        let demoted = try await perform([.demote, .demote], on: "a", in: FakeSwarm.state(managers))
        #expect(demoted.nodes.first?["Spec"]?["Role"]?.string == "worker" && demoted.changes.count == 1)
        let back = try await perform([.demote, .promote], on: "a", in: FakeSwarm.state(managers))
        #expect(back.nodes.first?["Spec"]?["Role"]?.string == "manager")
    }

    @Test func `the engine's own guard of the quorum is a refusal`() async throws {
        let last = FakeSwarm.state([FakeSwarm.node("a", role: "manager", isLeader: true)])
        let error = await #expect(throws: ServiceFailure.self) { _ = try await perform([.demote], on: "a", in: last) }
        #expect(error?.code == .refused && error?.message.contains("last manager") == true)
        let torn = ["a", "b", "c"].map { FakeSwarm.node($0, role: "manager", isReachable: $0 == "a") }
        let loss = await #expect(throws: ServiceFailure.self) {
            _ = try await perform([.demote], on: "a", in: FakeSwarm.state(torn))
        }
        #expect(loss?.message.contains("quorum") == true)
    }

    @Test func `a node is removed once it is down, and every node that the host ever was`() async throws {
        let up = FakeSwarm.state([FakeSwarm.node("w")])
        let error = await #expect(throws: ServiceFailure.self) { _ = try await perform([.remove], in: up) }
        #expect(error?.code == .unavailable, "it will be down soon")
        let down = FakeSwarm.state([
            FakeSwarm.node("w", id: "one", state: "down"), FakeSwarm.node("w", id: "two", state: "down"),
            FakeSwarm.node("other", state: "down"),
        ])
        let result = try await perform([.remove, .remove], in: down)
        #expect(result.nodes.compactMap { $0["ID"]?.string } == ["n-other"])
    }

    @Test func `a host leaves by its own engine, once`() async throws {
        try await FakeSwarm.with { manager in
            try await manager.set(FakeSwarm.state([FakeSwarm.node("w")]))
            try await FakeSwarm.with { worker in
                try await worker.set(#"{"manages":false}"#)
                let hosts = FakeSwarm.Hosts(endpoint: HostPort(host: "127.0.0.1", port: worker.port))
                for _ in 0..<2 { try await manager.workload(hosts).perform(.leave, on: FakeSwarm.instance("w")) }
                let asked = try await worker.changes()
                #expect(asked == ["POST /swarm/leave"])
            }
        }
    }

    @Test func `a host whose engine nothing leads to cannot be asked to leave`() async throws {
        let error = await #expect(throws: ServiceFailure.self) {
            _ = try await perform([.leave], in: FakeSwarm.state([FakeSwarm.node("w")]))
        }
        #expect(error?.code == .notFound)
    }

    @Test(arguments: HostChange.allCases)
    func `nothing is asked of the swarm for a host that it does not know`(_ change: HostChange) async throws {
        let result = try await perform([change], on: "stranger", in: FakeSwarm.state([FakeSwarm.node("w")]))
        #expect(result.changes.isEmpty)
    }
}
