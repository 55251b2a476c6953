/// What runs on the hosts: the cluster's membership and the load balancers' targets. Conformers: Docker Swarm,
/// Kubernetes, target groups, the simulator.
package protocol Workload {
    /// What is known about the hosts, by instance ID. A host that never joined is absent.
    func members(of instances: [Instance]) async throws(ServiceFailure) -> MemberReport
    /// Asks for a change. Idempotent: asking again for what is so already is no error.
    func perform(_ change: HostChange, on instance: Instance) async throws(ServiceFailure)
    /// What one gate of a host says now.
    func reading(of gate: Gate, on instance: Instance) async throws(ServiceFailure) -> GateReading
}

package struct MemberReport: Sendable {
    package var members: [String: Member]
    /// nil where the cluster has no voters of its own.
    package var quorum: Quorum?

    package init(members: [String: Member], quorum: Quorum?) {
        self.members = members
        self.quorum = quorum
    }
}

/// A change of one host's place in the cluster.
package enum HostChange: String, Sendable, CaseIterable {
    /// Nothing new is placed on the host; `uncordon` takes that back.
    case cordon, uncordon
    /// No new connection comes from a load balancer; `register` takes that back.
    case deregister, register
    /// A manager becomes a worker, its leadership moved first; `promote` takes that back.
    case demote, promote
    /// Tasks are asked to move; `forceDrain` also removes what a disruption budget protects.
    case drain
    case forceDrain = "force-drain"
    /// The host leaves its cluster.
    case leave
    /// The cluster forgets a host that is gone.
    case remove
}

/// What a gate says about a host, or an alarm about the fleet.
package enum GateReading: Sendable, Hashable {
    case pass
    case fail(String)
    /// Nothing can be said: missing data, an endpoint that hangs.
    case noData(String)
}
