package import Fleet
import Synchronization

/// A workload on instances: what its cluster says of hosts, and besides, what load balancers and the Systems Manager say.
package final class InstanceWorkload: Workload {
    private let base: any Workload
    private let groups: TargetGroups
    private let commands: CommandGate
    private let state = Mutex(State())

    private struct State {
        var targets: [TargetGroups.Target] = []
        /// Hosts that this process asked to be registered, and not to be deregistered since.
        var wanted: Set<String> = []
    }

    /// - Parameter base: what the cluster says of hosts.
    package init(_ base: any Workload, _ groups: TargetGroups, _ commands: CommandGate) {
        self.base = base
        self.groups = groups
        self.commands = commands
    }

    package func members(of instances: [Instance]) async throws(ServiceFailure) -> MemberReport {
        var report = try await base.members(of: instances)
        let targets = try await groups.targets()
        let wanted = state.withLock { state in
            state.targets = targets
            return state.wanted
        }
        guard !groups.groups.isEmpty else { return report }
        let states = Self.states(targets)
        for instance in instances where instance.state.isLive && !instance.isKept {
            let target = (states[instance.id] ?? TargetState())
                .summary(groups.groups, isWanted: wanted.contains(instance.id))
            if report.members[instance.id] != nil {
                report.members[instance.id]?.target = target
            } else if target != .unused {
                // No member of the cluster, and connections go there all the same.
                report.members[instance.id] = Member(isReady: false, target: target)
            }
        }
        return report
    }

    /// The state of each host in each group. Of a host with several ports in a group, the one that serves least counts; but
    /// while one port is registered, the host is not gone from there.
    private static func states(_ targets: [TargetGroups.Target]) -> [String: TargetState] {
        let order: [Member.Target] = [.unhealthy, .initial, .healthy, .draining, .unused]
        var result: [String: TargetState] = [:]
        for target in targets {
            let known = result[target.id]?.states[target.group]
            let worst = order.first { $0 == target.state || $0 == known } ?? target.state
            result[target.id, default: TargetState()].states[target.group] = worst
        }
        return result
    }

    package func perform(_ change: HostChange, on instance: Instance) async throws(ServiceFailure) {
        switch change {
        case .register:
            state.withLock { _ = $0.wanted.insert(instance.id) }
            try await inEachGroup { (group, targets) async throws(ServiceFailure) in
                let isThere = targets.contains { $0.id == instance.id && $0.state != .draining && $0.state != .unused }
                if !isThere { try await groups.register(instance.id, in: group) }
            }
        case .deregister:
            state.withLock { _ = $0.wanted.remove(instance.id) }
            try await inEachGroup { (group, targets) async throws(ServiceFailure) in
                let ports = targets.filter { $0.id == instance.id && $0.state != .draining }.map(\.port)
                if !ports.isEmpty { try await groups.deregister(instance.id, ports: ports, from: group) }
            }
        default: try await base.perform(change, on: instance)
        }
    }

    /// One group that refuses must not keep the others waiting; its failure is told when all were asked.
    private func inEachGroup(
        _ body: (String, [TargetGroups.Target]) async throws(ServiceFailure) -> Void
    ) async throws(ServiceFailure) {
        let targets = state.withLock { $0.targets }
        var failure: ServiceFailure?
        for group in groups.groups {
            do throws(ServiceFailure) { try await body(group, targets.filter { $0.group == group }) } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    package func reading(of gate: Gate, on instance: Instance) async throws(ServiceFailure) -> GateReading {
        switch gate {
        case .command(let lines, _): return try await commands.reading(of: lines, on: instance.id)
        case .targetHealth: return targetHealth(of: instance)
        default: return try await base.reading(of: gate, on: instance)
        }
    }

    private func targetHealth(of instance: Instance) -> GateReading {
        let states = Self.states(state.withLock { $0.targets })[instance.id] ?? TargetState()
        for group in groups.groups where states.states[group] != .healthy {
            return .fail("\(instance.id) is \(states.states[group]?.rawValue ?? "not registered") in \(group)")
        }
        return .pass
    }
}
