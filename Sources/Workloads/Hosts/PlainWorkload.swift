package import Fleet
import Synchronization

/// Hosts that belong to no cluster: a host is in service as soon as it runs, and nothing has to leave it.
package final class PlainWorkload: Workload, Sendable {
    private let probe: HostProbe
    /// Nobody keeps a cordon of such hosts; a process that goes on with the run asks for it again.
    private let cordoned = Mutex<Set<String>>([])

    package init(_ probe: HostProbe) { self.probe = probe }

    package func members(of instances: [Instance]) async throws(ServiceFailure) -> MemberReport {
        let cordoned = cordoned.withLock { $0 }
        var members: [String: Member] = [:]
        for instance in instances where instance.state == .running && !instance.isKept {
            members[instance.id] = Member(isReady: true, isCordoned: cordoned.contains(instance.id))
        }
        return MemberReport(members: members, quorum: nil)
    }

    package func perform(_ change: HostChange, on instance: Instance) async throws(ServiceFailure) {
        switch change {
        case .cordon: cordoned.withLock { _ = $0.insert(instance.id) }
        case .uncordon: cordoned.withLock { _ = $0.remove(instance.id) }
        case .deregister, .register, .demote, .promote, .drain, .forceDrain, .leave, .remove: break
        }
    }

    package func reading(of gate: Gate, on instance: Instance) async throws(ServiceFailure) -> GateReading {
        try await probe.reading(of: gate, on: instance.id)
    }
}
