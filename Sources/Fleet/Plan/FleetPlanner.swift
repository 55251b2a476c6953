import Values

/// Decides what a run would replace, in which order, and what stands in the way. Pure: the same input gives the same
/// plan, byte for byte.
package struct FleetPlanner {
    let observed: Observed
    let wanted: Wanted
    let policy: Policy
    /// Hosts of the fleet that count, sorted by ID.
    let hosts: [Instance]

    package static func plan(observed: Observed, wanted: Wanted, policy: Policy) -> Plan {
        FleetPlanner(observed: observed, wanted: wanted, policy: policy).plan()
    }

    private init(observed: Observed, wanted: Wanted, policy: Policy) {
        self.observed = observed
        self.wanted = wanted
        hosts = observed.instances.values.filter { $0.state.isLive && !$0.isKept }.sorted { $0.id < $1.id }
        var policy = policy
        // Hosts beyond the file's count are not this run's to remove.
        policy.desired = max(policy.desired, hosts.count)
        self.policy = policy
    }

    private func plan() -> Plan {
        let reasons = hosts.compactMap { host in reason(for: host).map { (host, $0) } }
        let chosen = Set(reasons.map(\.0.id))
        let slots = numbered(missing() + ordered(reasons))
        var (policy, findings) = (policy, findings(slots))
        if let finish = wanted.finishWithin {
            do throws(FinishWithin.Obstacle) {
                policy.maxSurge = try finish.surge(slots, policy, hosts: hosts.count)
            } catch {
                findings.append(Finding(blocker: Blocker(.deadline, error.detail)))
            }
        }
        return Plan(
            run: wanted.run, fleet: wanted.fleet, author: wanted.author, spec: wanted.spec, previous: wanted.previous,
            policy: policy, slots: slots, others: hosts.map(\.id).filter { !chosen.contains($0) },
            placements: wanted.placements, findings: findings,
            estimate: Estimate(slots: slots, policy: policy, hosts: hosts.count))
    }

    /// Why a host is replaced; nil for one that stays.
    private func reason(for host: Instance) -> PlannedSlot.Reason? {
        switch wanted.selection {
        case .only(let ids): ids.contains(host.id) ? .chosen : nil
        case .unhealthy: isServing(host) ? nil : .unhealthy
        case .olderThan(let age): observed.at.since(host.launchedAt) > age.seconds ? .age : nil
        case .outdated: Self.difference(of: host, from: wanted.spec) ?? tooOld(host)
        }
    }

    private func tooOld(_ host: Instance) -> PlannedSlot.Reason? {
        policy.maxAge.flatMap { observed.at.since(host.launchedAt) > $0.seconds ? .age : nil }
    }

    /// The first part in which a host differs from what it should be; nil for one that is as it should be.
    package static func difference(of host: Instance, from spec: HostSpec) -> PlannedSlot.Reason? {
        if host.image != spec.image { return .image }
        // A host without a digest was launched by somebody else: nothing is known of its user data.
        guard let digest = host.tags.host else { return .configuration }
        if digest.image != spec.digest.image { return .image }
        if digest.configuration != spec.digest.configuration { return .configuration }
        return digest.settings == spec.digest.settings ? nil : .settings
    }

    private func isServing(_ host: Instance) -> Bool {
        observed.isServing(host.id, usesTargets: policy.usesTargets)
    }

    /// Sick hosts first, workers before managers, the leader last; zones take turns, the oldest host of a zone first.
    private func ordered(_ reasons: [(Instance, PlannedSlot.Reason)]) -> [Draft] {
        var turns: [String: Int] = [:]
        let byAge = reasons.sorted { ($0.0.launchedAt, $0.0.id) < ($1.0.launchedAt, $1.0.id) }
        let ranked = byAge.map { host, reason in
            let member = observed.members[host.id]
            let rank = (member?.isManager ?? false ? 2 : 0) + (member?.isLeader ?? false ? 1 : 0)
            let group = "\(rank) \(isServing(host)) \(host.zone)"
            let turn = turns[group, default: 0]
            turns[group] = turn + 1
            return (host, reason, rank: rank, sick: isServing(host) ? 1 : 0, turn: turn)
        }
        return ranked.sorted {
            ($0.rank, $0.sick, $0.turn, $0.0.zone, $0.0.id) < ($1.rank, $1.sick, $1.turn, $1.0.zone, $1.0.id)
        }.map { Draft(old: $0.0, reason: $0.1, zone: $0.0.zone, isManager: $0.rank > 1) }
    }

    private struct Draft {
        let old: Instance?
        let reason: PlannedSlot.Reason
        let zone: String
        let isManager: Bool
    }

    /// Hosts that the fleet lacks, each in the zone that has the fewest. They come first: nothing goes for them.
    private func missing() -> [Draft] {
        guard wanted.selection == .outdated, hosts.count < policy.desired else { return [] }
        var counts = Dictionary(wanted.placements.map { ($0.zone, 0) }) { first, _ in first }
        for host in hosts { counts[host.zone]? += 1 }
        return (hosts.count..<policy.desired).map { _ in
            let zone = counts.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? ""
            counts[zone]? += 1
            return Draft(old: nil, reason: .missing, zone: zone, isManager: false)
        }
    }

    /// Slots with their waves: wave 0 is the canary, wave n ends where the n-th percentage of the slots does.
    private func numbered(_ drafts: [Draft]) -> [PlannedSlot] {
        let canaries = drafts.count > 1 ? policy.canaries : 0
        let ends = policy.waves.map { Share.percent($0).roundedUp(of: drafts.count) }
        var added = 0
        return drafts.enumerated().map { index, draft in
            if draft.old == nil { added += 1 }
            let wave = index < canaries ? 0 : 1 + (ends.firstIndex { index < $0 } ?? ends.count)
            return PlannedSlot(
                id: draft.old?.id ?? "add-\(added)",
                old: draft.old.map {
                    OldHost(id: $0.id, launchedAt: $0.launchedAt, image: $0.image, zone: $0.zone, type: $0.type)
                }, reason: draft.reason, placement: placement(in: draft.zone), wave: wave, isManager: draft.isManager,
                blocker: draft.old.flatMap { blocker(of: $0) }, carried: draft.old?.carried.sorted() ?? [])
        }
    }

    private func blocker(of host: Instance) -> Blocker? {
        if host.isProtected { return Blocker(.protected, host.id) }
        // One thing cannot be attached to two hosts.
        guard policy.order == .surge, let item = host.carried.first else { return nil }
        return Blocker(.carried, "\(item) moves, which only `rolling` can do")
    }

    private func placement(in zone: String) -> Placement {
        wanted.placements.first { $0.zone == zone } ?? wanted.placements.first
            ?? Placement(zone: zone, subnet: "", type: "")
    }
}
