/// The old host: from its cordon to its end. Each phase says what should be so; it is asked for until it is seen.
extension Decider {
    /// How long an instance may take to end, and a cluster to forget it, in seconds.
    static let endDeadline = 900
    /// Connections may arrive this long after a load balancer let a host go, in seconds.
    static let lateConnections = 20
    /// How long a cordon, and a drain by force, may take, in seconds.
    static let cordonDeadline = 300
    static let forceDeadline = 300

    mutating func retire(_ slot: Int) {
        let current = state.slots[slot]
        guard let id = current.old else { return move(slot, to: .terminated) }
        if observed.isGone(id) { return move(slot, to: .terminated, reason: "vanished") }
        if observed.isUnknown(id) { return }
        if let new = current.new, observed.isEnding(new) {
            return goBack(slot, Blocker(.newHost, "\(new) ended"), hasFailed: true)
        }
        let member = observed.members[id]
        switch current.phase {
        case .oldCordoned:
            if member?.isCordoned ?? true { return move(slot, to: .oldDeregistering) }
            ask(slot, .cordon, id, within: Self.cordonDeadline, else: Blocker(.cordon, id))
        case .oldDeregistering: deregister(slot, id, member)
        case .oldDeregistered: demote(slot, id, member)
        case .oldDraining: drain(slot, id, member)
        case .oldDrained:
            if !isReleased(slot, id) { return release(slot, id) }
            if member?.attachments ?? 0 == 0 { return move(slot, to: .volumesDetached) }
            if age(slot) > policy.drain.timeout.seconds { goBack(slot, Blocker(.attachments, id)) }
        case .volumesDetached: move(slot, to: .removeGuard)
        case .removeGuard: guardRemoval(slot, id, member)
        default: break
        }
    }

    /// Asks for a change until it is seen; at the deadline the slot goes back.
    private mutating func ask(
        _ slot: Int, _ change: HostChange, _ id: String, within seconds: Int, else blocker: Blocker
    ) {
        guard age(slot) <= seconds else { return goBack(slot, blocker) }
        actions.append(.change(slot: slot, change, id: id))
    }

    private mutating func deregister(_ slot: Int, _ id: String, _ member: Member?) {
        guard policy.usesTargets, let target = member?.target else { return move(slot, to: .oldDeregistered) }
        let seen = state.slots[slot].deregisteredAt
        switch target {
        case .initial, .healthy, .unhealthy:
            ask(slot, .deregister, id, within: policy.deregistration.seconds, else: Blocker(.deregistration, id))
        case .draining, .unused:
            if seen == nil { move(slot, to: .oldDeregistering, reason: Mark.deregistered.rawValue) }
            if target == .unused, let seen, now.since(seen) >= Self.lateConnections {
                move(slot, to: .oldDeregistered)
            } else if age(slot) > policy.deregistration.seconds {
                goBack(slot, Blocker(.deregistration, "\(id) is still draining"))
            }
        }
    }

    /// A manager becomes a worker first, as long as the others still decide without it.
    private mutating func demote(_ slot: Int, _ id: String, _ member: Member?) {
        guard member?.isManager == true else { return move(slot, to: .oldDraining) }
        guard let quorum = observed.quorum, quorum.survivesLeave else {
            let seen = observed.quorum.map { "\($0.reachable) of \($0.voters) managers are reachable" }
            if age(slot) > Self.endDeadline { goBack(slot, Blocker(.quorum, seen ?? "no manager answers")) }
            return
        }
        ask(slot, .demote, id, within: Self.endDeadline, else: Blocker(.quorum, "\(id) stays a manager"))
    }

    private mutating func drain(_ slot: Int, _ id: String, _ member: Member?) {
        // By force a host goes although nothing has taken its tasks over.
        guard let member, member.tasks > 0 || (member.displaced > 0 && !state.slots[slot].isForced) else {
            return move(slot, to: .oldDrained)
        }
        guard member.isCordoned || age(slot) < 30 else { return goBack(slot, Blocker(.uncordoned, id)) }
        let holder = member.remaining(on: id) + (member.holder.map { ", held by \($0)" } ?? "")
        guard age(slot) > policy.drain.timeout.seconds else {
            return actions.append(.change(slot: slot, .drain, id: id))
        }
        guard policy.drain.forces, age(slot) <= policy.drain.timeout.seconds + Self.forceDeadline else {
            note(drainBlocked: slot, Blocker(.drain, holder))
            return goBack(slot, Blocker(.drain, holder))
        }
        if !state.slots[slot].isForced {
            note(drainBlocked: slot, Blocker(.drain, holder))
            move(slot, to: .oldDraining, reason: Mark.forced.rawValue)
        }
        actions.append(.change(slot: slot, .forceDrain, id: id))
    }

    private mutating func note(drainBlocked slot: Int, _ blocker: Blocker) {
        var event = Event(.drainBlocked, run: plan.run, at: now, slot: plan.slots[slot].id)
        event.old = state.slots[slot].old
        event.blocker = blocker
        record(event)
    }

    /// The last look before the point of no return.
    private mutating func guardRemoval(_ slot: Int, _ id: String, _ member: Member?) {
        if (member?.tasks ?? 0) > 0 { return move(slot, to: .oldDraining, reason: "tasks came back") }
        // What speaks for an end must be seen twice: one wrong answer ends no host.
        guard age(slot) > 0 else { return }
        guard let instance = observed.instances[id], isPlanned(instance, slot) else {
            return goBack(slot, Blocker(.identity, id))
        }
        if instance.isProtected { return goBack(slot, Blocker(.protected, id)) }
        if !isReleased(slot, id) { return move(slot, to: .oldDrained, reason: "carries again") }
        if let blocker = obstacle(slot, id, member) {
            if age(slot) > Self.endDeadline { goBack(slot, blocker) }
            return
        }
        move(slot, to: .terminateIntent)
    }

    /// Whether an instance is the very one that was planned for: a host of this run, or one with the planned launch time.
    private func isPlanned(_ instance: Instance, _ slot: Int) -> Bool {
        if state.slots[slot].isBack || plan.slots[slot].old?.id != instance.id { return instance.tags.run == plan.run }
        return plan.slots[slot].old?.launchedAt == instance.launchedAt
    }

    /// What speaks against ending a host now; nil when nothing does.
    private func obstacle(_ slot: Int, _ id: String, _ member: Member?) -> Blocker? {
        if policy.usesTargets, let target = member?.target, target != .unused {
            return Blocker(.deregistration, "\(id) is \(target.rawValue)")
        }
        if member?.isManager == true { return Blocker(.quorum, "\(id) is a manager again") }
        if policy.order == .surge, let new = state.slots[slot].new, !isServing(new) {
            return Blocker(.newHost, "\(new) is not in service")
        }
        let quorum = observed.quorum
        if plan.slots[slot].isManager, let quorum, quorum.reachable < quorum.voters / 2 + 1 {
            return Blocker(.quorum, "\(quorum.reachable) of \(quorum.voters) managers are reachable")
        }
        return nil
    }

    /// Past the point of no return: the host leaves, ends, and is forgotten.
    mutating func end(_ slot: Int) {
        let current = state.slots[slot]
        guard let id = current.old else { return finishEnd(slot) }
        let member = observed.members[id]
        if current.phase == .terminateIntent {
            if observed.isGone(id) { return move(slot, to: .terminated) }
            if observed.isUnknown(id) { return }
            guard age(slot) <= Self.endDeadline else {
                return move(slot, to: .blocked) { $0.blocker = Blocker(.terminate, id) }
            }
            // It got work while nobody watched: it is drained before it goes, as any other.
            if (member?.tasks ?? 0) > 0, !current.isForced, observed.instances[id]?.state == .running {
                return move(slot, to: .oldCordoned, reason: "tasks came back")
            }
            // A host that does not leave within a minute is ended all the same: its tasks are gone.
            if member?.isReady == true, age(slot) < 60 {
                actions.append(.change(slot: slot, .leave, id: id))
            } else if observed.instances[id]?.state != .shuttingDown {
                actions.append(.terminate(slot: slot, id: id))
            }
        } else if member != nil, age(slot) < Self.endDeadline {
            actions.append(.change(slot: slot, .remove, id: id))
        } else {
            finishEnd(slot)
        }
    }

    private mutating func finishEnd(_ slot: Int) {
        // With `rolling` the slot stays here until its new host is admitted; one whose old host went by itself has it.
        guard policy.order == .surge || state.slots[slot].new != nil else { return }
        if let new = state.slots[slot].new, observed.isEnding(new) {
            return move(slot, to: .newFailed) { $0.blocker = Blocker(.newHost, "\(new) ended") }
        }
        move(slot, to: .cleaned)
    }
}
