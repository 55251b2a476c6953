import Documents
package import Fleet
import Values

/// Docker Swarm: a fleet's hosts as nodes, by the engine API of a manager.
package struct SwarmWorkload: Workload, Sendable {
    let manager: EngineClient
    let access: EngineAccess
    let directory: any HostDirectory
    private let probe: HostProbe

    /// - Parameters:
    ///   - manager: any manager's engine.
    ///   - access: how a host's own engine is asked to leave.
    package init(
        manager: EngineClient, access: EngineAccess, directory: any HostDirectory, probe: HostProbe
    ) {
        self.manager = manager
        self.access = access
        self.directory = directory
        self.probe = probe
    }

    package func members(of instances: [Instance]) async throws(ServiceFailure) -> MemberReport {
        let nodes = try await nodes()
        let all = try await tasks()
        let (tasks, displaced) = (SwarmTasks.counts(all), SwarmTasks.displaced(all))
        var members: [String: Member] = [:]
        for instance in instances {
            let known = try matches(nodes, instance)
            guard let node = Self.current(known) else { continue }
            // What ran on a host that is down runs elsewhere by now; there is nothing to drain.
            let up = known.filter { !$0.isDown }
            var member = Member(
                isReady: node.isReady, isCordoned: node.isCordoned,
                tasks: up.reduce(0) { $0 + tasks[$1.id, default: 0] },
                isManager: node.isManager, isLeader: node.isLeader)
            member.displaced = up.filter(\.isDrained).reduce(0) { $0 + displaced[$1.id, default: 0] }
            members[instance.id] = member
        }
        let voters = nodes.filter(\.isManager)
        return MemberReport(
            members: members, quorum: Quorum(voters: voters.count, reachable: voters.count(where: \.isReachable)))
    }

    package func reading(of gate: Gate, on instance: Instance) async throws(ServiceFailure) -> GateReading {
        try await probe.reading(of: gate, on: instance.id)
    }

    func nodes() async throws(ServiceFailure) -> [SwarmNode] {
        let answer = try await manager.call("GET", "/nodes")
        // A swarm has its manager at least; an empty list must not read as hosts that nobody would miss.
        guard let items = answer.items, !items.isEmpty else {
            throw ServiceFailure(.unavailable, "the engine lists no nodes")
        }
        let nodes = items.compactMap(SwarmNode.init)
        guard nodes.count == items.count else {
            throw ServiceFailure(.unavailable, "the engine tells of nodes what this version does not understand")
        }
        return nodes
    }

    /// An answer that is not understood is none: a host without tasks is ended.
    private func tasks() async throws(ServiceFailure) -> [Node] {
        guard let items = try await manager.call("GET", "/tasks").items else {
            throw ServiceFailure(.unavailable, "the engine lists no tasks")
        }
        guard items.allSatisfy({ $0["ID"]?.string != nil && $0["Status"]?["State"]?.string != nil }) else {
            throw ServiceFailure(.unavailable, "the engine tells of tasks what this version does not understand")
        }
        return items
    }

    /// The nodes that are, or were, this host: by their name, else by their address. A host that joined twice is two.
    func matches(_ nodes: [SwarmNode], _ instance: Instance) throws(ServiceFailure) -> [SwarmNode] {
        let named = nodes.filter { $0.hostname == instance.id || $0.hostname.hasPrefix("\(instance.id).") }
        guard named.isEmpty, let address = try directory.address(of: instance.id) else { return named }
        // An address is given anew; a node that is older than the instance was another host.
        let launched = instance.launchedAt.description.dropLast()
        return nodes.filter { $0.address == address && $0.createdAt.prefix(launched.utf8.count) >= launched }
    }

    /// The one that counts: the one that is ready, else the newest.
    static func current(_ nodes: [SwarmNode]) -> SwarmNode? {
        nodes.first(where: \.isReady) ?? nodes.max { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
    }
}
