package import Values

/// Everything that was seen at one moment. What the engine decides, it decides from this, the plan and the journal.
package struct Observed: Sendable {
    package var at: Timestamp
    /// By instance ID.
    package var instances: [String: Instance]
    /// Instances that were seen before and are no longer described, and since when.
    package var missingSince: [String: Timestamp]
    package var members: [String: Member]
    package var quorum: Quorum?
    /// What the probes of a host say together, by instance ID; only hosts that were probed.
    package var readings: [String: GateReading]
    /// What the fleet's alarms say together.
    package var alarm: GateReading
    package var isWindowOpen: Bool

    package init(
        at: Timestamp, instances: [Instance], members: MemberReport, missingSince: [String: Timestamp] = [:],
        readings: [String: GateReading] = [:], alarm: GateReading = .pass, isWindowOpen: Bool = true
    ) {
        self.at = at
        self.instances = Dictionary(instances.map { ($0.id, $0) }) { first, _ in first }
        self.missingSince = missingSince
        self.members = members.members
        quorum = members.quorum
        self.readings = readings
        self.alarm = alarm
        self.isWindowOpen = isWindowOpen
    }

    /// A description may leave an instance out for a while; after this it counts as gone.
    static let absence = 180

    /// Whether the instance has ended, or is seen no more. One that was never seen is not gone.
    func isGone(_ id: String) -> Bool {
        if let instance = instances[id] { return instance.state == .terminated }
        return missingSince[id].map { at.since($0) >= Self.absence } ?? false
    }

    /// Whether a description left the instance out, though it may be there: nothing is decided about it then.
    func isUnknown(_ id: String) -> Bool { instances[id] == nil && !isGone(id) }

    /// Whether the instance is ended, ending, stopped or gone: it will not serve again.
    func isEnding(_ id: String) -> Bool {
        if let instance = instances[id] { return !instance.state.isLive }
        return isGone(id)
    }

    /// Whether the instance does its work.
    package func isServing(_ id: String, usesTargets: Bool) -> Bool {
        instances[id].map { isServing($0, usesTargets: usesTargets) } ?? false
    }

    func isServing(_ instance: Instance, usesTargets: Bool) -> Bool {
        guard instance.state == .running, instance.check != .impaired,
            let member = members[instance.id], member.isReady, !member.isCordoned
        else { return false }
        return !usesTargets || member.target == .healthy
    }
}
