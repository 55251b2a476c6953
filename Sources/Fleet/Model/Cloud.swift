package import Values

/// Where hosts come from. Conformers: EC2 instances, Auto Scaling groups, local machines, the simulator.
package protocol Cloud {
    /// Every instance that the fleet selects, and every one that carries the run's tag, terminated ones for as long as
    /// the service shows them. All pages, in any order; may be minutes behind.
    func instances(run: String) async throws(ServiceFailure) -> [Instance]
    /// Launches up to `request.count` hosts that are all alike. The same token with the same parameters answers with
    /// the same instances; fewer than asked for is no error.
    func launch(_ request: LaunchRequest) async throws(ServiceFailure) -> [Instance]
    /// - Returns: for each instance that was not accepted, why. An instance that is gone is accepted.
    func terminate(_ ids: [String]) async throws(ServiceFailure) -> [String: ServiceFailure]
    /// The console's last output; empty while there is none.
    func console(_ id: String) async throws(ServiceFailure) -> String
    /// Takes a failed host off the network, tags it as kept until then, and stops it.
    func isolate(_ id: String, until: Timestamp) async throws(ServiceFailure)
    /// One step of moving what a host carries. Asking again for what is so already is no error; what is attached to
    /// another host is never taken from it.
    func carry(_ step: CarryStep, _ item: String, of id: String) async throws(ServiceFailure)
    /// Whether an image can be launched now by this account.
    func isLaunchable(_ image: String) async throws(ServiceFailure) -> Bool
    /// What an alarm of the whole fleet says.
    func alarm(_ name: String) async throws(ServiceFailure) -> GateReading
}

extension Cloud {
    /// Most clouds carry nothing.
    package func carry(_ step: CarryStep, _ item: String, of id: String) async throws(ServiceFailure) {
        throw ServiceFailure(.refused, "this provider cannot carry \(item)")
    }
}

/// How a volume, interface or address goes from a host to its replacement.
package enum CarryStep: String, Sendable, CaseIterable {
    /// A copy is begun that shows the volume as it is now.
    case backUp = "back-up"
    /// The host is asked to let go.
    case detach
    /// It is taken from the host, whatever that does with it.
    case forceDetach = "force-detach"
    case attach
}

/// One launch call.
package struct LaunchRequest: Sendable, Hashable {
    /// 60 hexadecimal digits that say run, slots, attempt and parameters.
    package let token: String
    package let count: Int
    package let placement: Placement
    package let spec: HostSpec
    package let tags: HostTags

    package init(token: String, count: Int, placement: Placement, spec: HostSpec, tags: HostTags) {
        self.token = token
        self.count = count
        self.placement = placement
        self.spec = spec
        self.tags = tags
    }
}

/// A place and a kind of machine.
package struct Placement: Sendable, Hashable {
    package let zone: String
    package let subnet: String
    package let type: String

    package init(zone: String, subnet: String, type: String) {
        self.zone = zone
        self.subnet = subnet
        self.type = type
    }
}
