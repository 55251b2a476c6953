package import Values

/// What a run will do, before it does anything: the text that people approve and the only thing a run may act on.
package struct Plan: Sendable, Hashable {
    /// The run's name: part of every token and tag.
    package let run: String
    package let fleet: String
    /// Who asked for it; nil where that is not known.
    package let author: String?
    package let spec: HostSpec
    /// What hosts were made from before; nil where nothing is known that could be launched again.
    package let previous: HostSpec?
    package let policy: Policy
    /// In the order in which they are replaced.
    package let slots: [PlannedSlot]
    /// Hosts of the fleet that stay as they are, by instance ID.
    package let others: [String]
    /// Where new hosts may stand, in order of preference.
    package let placements: [Placement]
    /// What stands in the way now.
    package let findings: [Finding]
    package let estimate: Estimate

    /// Where a slot's new host may stand, in order of preference.
    func places(of slot: Int) -> [Placement] {
        let zone = slots[slot].placement.zone
        let near = placements.filter { $0.zone == zone }
        // A volume cannot leave its zone.
        return policy.staysInZone || !slots[slot].carried.isEmpty ? near : near + placements.filter { $0.zone != zone }
    }

    /// Whether there is nothing to do.
    package var isEmpty: Bool { slots.isEmpty }
}

/// One host to replace, or to add.
package struct PlannedSlot: Sendable, Hashable {
    package enum Reason: String, Sendable, CaseIterable {
        case image, configuration, age, unhealthy, chosen, missing
        case settings = "launch settings"
    }

    /// The old host's instance ID; `add-N` for a host that is missing.
    package let id: String
    package let old: OldHost?
    package let reason: Reason
    /// Where the new host is meant to stand.
    package let placement: Placement
    /// 0 is the canary.
    package let wave: Int
    package let isManager: Bool
    /// Why this slot cannot be replaced; it is left out of the run.
    package let blocker: Blocker?
    /// What moves from the old host to the new one.
    package let carried: [String]
}

/// The host that a slot replaces. A host whose launch time differs is another one, whatever its ID.
package struct OldHost: Sendable, Hashable {
    package let id: String
    package let launchedAt: Timestamp
    package let image: String
    package let zone: String
    package let type: String
}

/// Something that a person should know before approving.
package struct Finding: Sendable, Hashable {
    package let blocker: Blocker
    /// What to do about it, in the imperative.
    package var remedy: String { blocker.kind.remedy }
}

/// What the run will take.
package struct Estimate: Sendable, Hashable {
    package let seconds: Int
    /// The part that the cloud's API quotas force, however fast hosts are.
    package let quotaSeconds: Int
    package let launchCalls: Int
    package let terminateCalls: Int
    package let describeCalls: Int
    /// Most hosts at a time, and fewest in service.
    package let peak: Int
    package let fewest: Int
}
