package import Values

/// What one slot waits for, and until when it does.
package struct Wait: Sendable, Hashable {
    /// The slot's name.
    package let slot: String
    package let phase: SlotPhase
    package let blocker: Blocker
    /// After this the slot goes another way; nil for a slot that waits for a person.
    package let deadline: Timestamp?
}

extension Engine {
    /// Every slot that is not at its end, in the plan's order.
    package static func waits(_ observed: Observed, _ plan: Plan, _ state: RunState, now: Timestamp) -> [Wait] {
        var decider = Decider(observed, plan, state, now: now)
        decider.tally = Tally(decider)
        return state.slots.indices.compactMap { decider.wait($0) }
    }
}

extension Decider {
    /// nil for a slot at its end.
    fileprivate func wait(_ slot: Int) -> Wait? {
        let current = state.slots[slot]
        guard current.phase != .cleaned, current.phase != .rolledBack else { return nil }
        let begin =
            switch current.phase {
            case .planned, .vanished: state.lastChange
            case .launchIntent: current.unansweredSince ?? current.since
            default: current.since
            }
        return Wait(
            slot: plan.slots[slot].id, phase: current.phase, blocker: awaited(slot),
            deadline: longest(slot).map { max(begin, state.watchedSince) + $0 })
    }

    /// How long a slot may stay in its phase, in seconds; nil for one that waits for a person,
    /// or for its turn within the limits of the API.
    private func longest(_ slot: Int) -> Int? {
        switch state.slots[slot].phase {
        case .planned, .vanished: policy.patience.seconds
        case .launchIntent: state.slots[slot].unansweredSince.map { _ in policy.boot.seconds }
        case .launched, .adopted: policy.boot.seconds
        case .running: policy.statusDeadline?.seconds ?? 0
        case .statusOK: policy.joinDeadline?.seconds ?? 0
        case .joined: policy.probeDeadline.seconds
        case .inService: bakeLength(slot) + policy.probeDeadline.seconds
        case .baked: policy.patience.seconds
        case .oldCordoned: Self.cordonDeadline
        case .oldDeregistering: policy.deregistration.seconds
        case .oldDraining: policy.drain.timeout.seconds + (policy.drain.forces ? Self.forceDeadline : 0)
        case .oldDrained: policy.drain.timeout.seconds
        case .terminated: Self.endDeadline + policy.patience.seconds
        case .undoing: undoDeadline
        case .oldDeregistered, .volumesDetached, .removeGuard, .terminateIntent, .newFailed: Self.endDeadline
        case .blocked, .cleaned, .rolledBack: nil
        }
    }

    private func awaited(_ slot: Int) -> Blocker {
        let current = state.slots[slot]
        let (old, new) = (current.old ?? "", current.new ?? "")
        return switch current.phase {
        case .planned, .vanished: observed.isWindowOpen ? current.blocker ?? obstacle(toBegin: slot) : Blocker(.window)
        case .launchIntent: Blocker(.launch, plan.slots[slot].placement.zone)
        case .launched, .adopted: Blocker(.boot, new)
        case .running: Blocker(.status, new)
        case .statusOK: Blocker(.join, new)
        case .joined: Blocker(.gate, "\(new), \(current.passes) of \(policy.passes) readings")
        case .inService: Blocker(.gate, "\(new) must stay well for \(Span(seconds: bakeLength(slot)))")
        case .baked: obstacle(toBegin: slot)
        case .oldCordoned: Blocker(.cordon, old)
        case .oldDeregistering: Blocker(.deregistration, old)
        case .oldDeregistered: Blocker(.quorum, old)
        case .oldDraining: Blocker(.drain, observed.members[old]?.remaining(on: old) ?? old)
        case .oldDrained: Blocker(.attachments, old)
        case .volumesDetached, .removeGuard, .terminateIntent: Blocker(.terminate, old)
        case .terminated: Blocker(.remove, old)
        case .newFailed: Blocker(.terminate, new)
        case .undoing: current.blocker ?? Blocker(.undo, current.step == .restoring ? old : new)
        case .blocked, .cleaned, .rolledBack: current.blocker ?? Blocker(.user)
        }
    }
}
