/// The way back of a slot whose old host is still there: the old host serves again, then the new one goes.
extension Decider {
    /// - Parameter hasFailed: whether the new host failed; the slot is tried again then.
    mutating func goBack(_ slot: Int, _ blocker: Blocker?, hasFailed: Bool = false) {
        move(slot, to: .undoing, reason: hasFailed ? Mark.failed.rawValue : nil) { $0.blocker = blocker }
    }

    /// How long the way back may take, in seconds.
    var undoDeadline: Int { Self.endDeadline + policy.drain.timeout.seconds + policy.deregistration.seconds }

    mutating func undo(_ slot: Int) {
        let current = state.slots[slot]
        if age(slot) > undoDeadline {
            let host = current.step == .restoring ? current.old : current.new
            let cause = current.blocker.map { ", after \($0)" } ?? ""
            return move(slot, to: .blocked) { $0.blocker = Blocker(.undo, (host ?? "") + cause) }
        }
        if let old = current.old, observed.isUnknown(old) { return }
        if let new = current.new, observed.isUnknown(new) { return }
        if let new = current.new, current.step != .removing, observed.isEnding(new), isRestored(slot) {
            return advanceUndo(slot, to: .removing)
        }
        switch current.step {
        case .restoring: restore(slot)
        case .deregistering: deregisterNew(slot)
        case .draining: drainNew(slot)
        case .removing: removeNew(slot)
        }
    }

    private mutating func advanceUndo(_ slot: Int, to step: UndoStep) {
        move(slot, to: .undoing, reason: step.rawValue)
        undo(slot)
    }

    /// Whether the old host is back in service, or was not to be brought back.
    private func isRestored(_ slot: Int) -> Bool {
        guard let old = state.slots[slot].old else { return true }
        guard hasCarried(slot, old) else { return false }
        if plan.slots[slot].isManager, observed.members[old]?.isManager != true { return false }
        if !state.slots[slot].isCordonOurs, let member = observed.members[old], member.isCordoned {
            return !policy.usesTargets || member.target == .healthy
        }
        if plan.slots[slot].reason == .unhealthy { return observed.members[old]?.isCordoned != true }
        return isServing(old)
    }

    private mutating func restore(_ slot: Int) {
        let current = state.slots[slot]
        if let old = current.old, observed.isEnding(old) { return goOnWithout(old: old, slot) }
        guard isRestored(slot) else {
            guard let old = current.old, let member = observed.members[old] else { return }
            if !hasCarried(slot, old) { return giveBack(slot, old) }
            if member.isCordoned, current.isCordonOurs { actions.append(.change(slot: slot, .uncordon, id: old)) }
            if plan.slots[slot].isManager, !member.isManager {
                actions.append(.change(slot: slot, .promote, id: old))
            }
            if policy.usesTargets, member.target == .unused || member.target == .draining {
                actions.append(.change(slot: slot, .register, id: old))
            }
            return
        }
        if current.new == nil { return settleUndone(slot) }
        advanceUndo(slot, to: .deregistering)
    }

    /// The old host went by itself meanwhile: there is nothing to go back to.
    private mutating func goOnWithout(old: String, _ slot: Int) {
        let current = state.slots[slot]
        if state.mode == .rollback, !current.isBack { return comeBack(slot) }
        guard let new = current.new, !observed.isEnding(new) else {
            if current.failures > policy.retries {
                return move(slot, to: .blocked) { $0.blocker = current.blocker ?? Blocker(.newHost) }
            }
            return move(slot, to: .planned, reason: Relaunch.relaunch.rawValue)
        }
        guard observed.isGone(old) else { return }
        move(slot, to: .terminated, reason: "vanished")
    }

    private mutating func deregisterNew(_ slot: Int) {
        let current = state.slots[slot]
        guard policy.usesTargets, let new = current.new, let target = observed.members[new]?.target else {
            return advanceUndo(slot, to: .draining)
        }
        switch target {
        case .initial, .healthy, .unhealthy: actions.append(.change(slot: slot, .deregister, id: new))
        case .draining, .unused:
            if current.deregisteredAt == nil { move(slot, to: .undoing, reason: Mark.deregistered.rawValue) }
            guard target == .unused, let seen = state.slots[slot].deregisteredAt,
                now.since(seen) >= Self.lateConnections
            else { return }
            advanceUndo(slot, to: .draining)
        }
    }

    private mutating func drainNew(_ slot: Int) {
        guard let new = state.slots[slot].new, let member = observed.members[new] else {
            return advanceUndo(slot, to: .removing)
        }
        if member.isManager {
            guard observed.quorum?.survivesLeave == true else { return }
            return actions.append(.change(slot: slot, .demote, id: new))
        }
        if !member.isCordoned { return actions.append(.change(slot: slot, .cordon, id: new)) }
        if member.tasks > 0 { return actions.append(.change(slot: slot, .drain, id: new)) }
        guard member.attachments == 0 else { return }
        advanceUndo(slot, to: .removing)
    }

    private mutating func removeNew(_ slot: Int) {
        guard let new = state.slots[slot].new, !isOut(new) else { return settleUndone(slot) }
        if let member = observed.members[new], member.tasks > 0, observed.instances[new]?.state == .running {
            return move(slot, to: .undoing, reason: UndoStep.draining.rawValue)
        }
        let isLive = observed.instances[new]?.state.isLive == true
        if state.slots[slot].hasFailed, !state.slots[slot].hasEvidence, isLive, age(slot) < Self.endDeadline {
            return actions.append(.console(slot: slot, id: new))
        }
        let isRunning = observed.instances[new]?.state == .running
        if state.slots[slot].hasFailed, !state.slots[slot].isKept, state.kept.count < policy.keptHosts, isRunning {
            move(slot, to: .undoing, reason: Mark.kept.rawValue)
        }
        guard isReleased(slot, new) else { return letGo(slot, new) }
        if state.slots[slot].isKept { return actions.append(.isolate(slot: slot, id: new)) }
        if observed.instances[new]?.state != .shuttingDown { actions.append(.terminate(slot: slot, id: new)) }
    }

    private mutating func settleUndone(_ slot: Int) {
        let current = state.slots[slot]
        if let new = current.new, observed.members[new] != nil {
            return actions.append(.change(slot: slot, .remove, id: new))
        }
        if state.mode != .forward, !current.isBack { return settleReversed(slot) }
        guard let blocker = current.blocker else {
            return move(slot, to: .planned, reason: Relaunch.retry.rawValue)
        }
        if current.hasFailed, current.failures <= policy.retries {
            return move(slot, to: .planned, reason: Relaunch.retry.rawValue)
        }
        move(slot, to: .blocked) { $0.blocker = blocker }
    }
}
