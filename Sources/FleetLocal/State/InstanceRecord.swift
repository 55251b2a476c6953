package import Fleet
package import Values

/// What is kept of one machine, from before it is made until an hour after its end.
package struct InstanceRecord: Sendable, Equatable {
    package enum Phase: String, Sendable {
        /// It is, or should be, running.
        case live
        /// It failed, and is kept as evidence: switched off, its disk whole.
        case kept
        case terminated
    }

    package let id: String
    package let fleet: String
    /// The launch that made it.
    package let token: String
    /// The fingerprint of what that launch asked for.
    package let parameters: String
    /// Its place in the network.
    package let number: Int
    package let placement: Placement
    package let spec: HostSpec
    package let tags: HostTags
    package let launchedAt: Timestamp
    /// Ports of 127.0.0.1 by the guest's ports that they lead to.
    package let ports: [UInt16: UInt16]
    package var phase = Phase.live
    /// Whether it was switched on at least once.
    package var hasStarted = false
    /// When it ended, or may be removed.
    package var until: Timestamp?

    package var address: String { HostAddress.internet(number) }

    /// What the cloud says of it.
    /// - Parameters:
    ///   - isRunning: whether its process is there.
    ///   - check: what its console says.
    func instance(isRunning: Bool, check: Instance.Check) -> Instance {
        let state: Instance.State =
            switch phase {
            case .terminated: .terminated
            case .kept: isRunning ? .stopping : .stopped
            case .live: isRunning ? .running : hasStarted ? .stopped : .pending
            }
        let record = Instance.Record(
            id: id, placement: placement, image: spec.image, launchedAt: launchedAt, tags: tags, clientToken: token)
        return Instance(record, state: state, check: check, isKept: phase == .kept)
    }
}
