/// Changes of the fleet.
extension InvariantChecker {
    mutating func checkLaunch(_ request: LaunchRequest, _ world: some WorldFacts) {
        let policy = plan.policy
        let slots = state.slots.indices.filter {
            state.slots[$0].phase == .launchIntent && state.slots[$0].token == request.token
        }
        if slots.count != request.count {
            report(.journaledFirst, "a launch of \(request.count) hosts, \(slots.count) are announced")
        }
        if request.spec.image != plan.spec.image, request.spec.image != plan.previous?.image {
            report(.oneImage, request.spec.image)
        }
        if world.isAnswered(request.token) { return }
        if world.live + request.count > policy.desired + policy.maxSurge {
            report(.surge, "\(world.live) hosts and \(request.count) more, of \(policy.desired) + \(policy.maxSurge)")
        }
        for slot in slots {
            for id in history[slot] ?? [] where id != state.slots[slot].old {
                guard world.facts(of: id)?.isLive == true, !state.kept.contains(id) else { continue }
                report(.oneNewHost, "\(id) lives while \(plan.slots[slot].id) launches again")
            }
            if policy.staysInZone, request.placement.zone != plan.slots[slot].placement.zone {
                report(.zones, "\(plan.slots[slot].id) goes to \(request.placement.zone)")
            }
        }
    }

    mutating func checkTerminate(_ id: String, _ world: some WorldFacts) {
        guard let host = world.facts(of: id) else { return report(.planned, "\(id) is unknown") }
        if state.orphans.contains(id) { return }
        checkAnnounced(id, [.terminateIntent, .newFailed, .undoing], "terminate")
        guard host.isLive else { return }
        if host.isProtected { report(.untouchable, id) }
        guard let place = places[id] else { return report(.planned, "\(id) is in no slot") }
        let slot = state.slots[place]
        let isOld = slot.phase == .terminateIntent
        if host.run != plan.run, plan.slots[place].old?.launchedAt != host.launchedAt {
            report(.planned, "\(id) is another host than planned for")
        }
        if isOld, plan.policy.order == .surge, let new = slot.new, world.facts(of: new)?.hasServed != true {
            report(.provenReplacement, "\(new) never served, and \(id) is ended for it")
        }
        if plan.policy.usesTargets, host.deregisteredFor.map({ $0 < 20 }) ?? true {
            report(.deregistered, "\(id) may still get requests")
        }
        if host.tasks > 0 || host.attachments > 0, !slot.isForced {
            report(.drained, "\(id) has \(host.tasks) tasks and \(host.attachments) attachments")
        }
        if host.isManager { report(.quorum, "\(id) is still a manager") }
        checkAvailability(id, host, world)
    }

    mutating func checkChange(_ change: HostChange, _ id: String, _ world: some WorldFacts) {
        checkAnnounced(id, Self.phases(of: change), change.rawValue)
        guard let host = world.facts(of: id) else { return }
        switch change {
        case .cordon:
            if !host.isCordoned { cordoned.insert(id) }
            checkAvailability(id, host, world)
        case .deregister: checkAvailability(id, host, world)
        case .leave:
            checkAvailability(id, host, world)
            if host.tasks > 0, places[id].map({ state.slots[$0].isForced }) != true {
                report(.drained, "\(id) leaves with \(host.tasks) tasks")
            }
        case .uncordon: if !cordoned.contains(id) { report(.restoresOwn, "\(id) was cordoned by somebody else") }
        case .demote:
            let busy = state.slots.indices.count {
                plan.slots[$0].isManager && !state.slots[$0].phase.isResting && state.slots[$0].phase != .cleaned
            }
            if busy > 1 { report(.quorum, "\(busy) managers are in flight") }
            if host.isManager, world.quorum?.survivesLeave != true { report(.quorum, "\(id) is needed") }
        case .register, .promote, .drain, .forceDrain, .remove: break
        }
    }

    /// The phases in which the journal announces a change.
    private static func phases(of change: HostChange) -> Set<SlotPhase> {
        switch change {
        case .cordon: [.oldCordoned, .undoing]
        case .uncordon, .promote: [.undoing]
        case .register: [.joined, .undoing]
        case .deregister: [.oldDeregistering, .undoing]
        case .demote: [.oldDeregistered, .undoing]
        case .drain: [.oldDraining, .undoing]
        case .forceDrain: [.oldDraining]
        case .leave: [.terminateIntent]
        case .remove: [.terminated, .newFailed, .undoing]
        }
    }

    /// What is left when a host that serves is taken out.
    private mutating func checkAvailability(_ id: String, _ host: HostFacts, _ world: some WorldFacts) {
        guard host.isServing, let place = places[id] else { return }
        let census = world.census
        let least = needed.available - plan.policy.maxUnavailable
        if census.available - 1 < least { report(.availability, "\(census.available - 1) of \(least) without \(id)") }
        let zone = plan.slots[place].placement.zone
        let leastHere = needed.byZone[zone, default: 0] - plan.policy.maxUnavailable
        guard plan.policy.staysInZone, census.byZone[zone, default: 0] - 1 < leastHere else { return }
        report(.availability, "\(census.byZone[zone, default: 0] - 1) of \(leastHere) in \(zone) without \(id)")
    }
}
