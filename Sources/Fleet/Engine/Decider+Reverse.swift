/// Rollback and abort: slots that can still go back do; slots past the point of no return go forward, in a rollback
/// onto the previous image.
extension Decider {
    /// - Returns: whether the slot was moved.
    mutating func reverse(_ slot: Int) -> Bool {
        let current = state.slots[slot]
        let before = current.phase
        // What is on the way back already keeps its way, and its rules are those of the way there.
        if current.isBack {
            if before == .cleaned { move(slot, to: .rolledBack) }
            return state.slots[slot].phase != before
        }
        switch before {
        case .planned, .vanished: reversePlanned(slot)
        case .launched, .adopted, .running, .statusOK, .joined, .inService, .baked:
            if state.mode == .abort, hasLostOld(slot) {
                // The host that is missing comes back as a new one: taking it away again would never end.
            } else if policy.order == .surge {
                goBack(slot, nil)
            } else if state.mode == .rollback {
                comeBack(slot)
            }
        case .oldCordoned, .oldDeregistering, .oldDeregistered, .oldDraining, .oldDrained, .volumesDetached,
            .removeGuard:
            goBack(slot, nil)
        case .terminated: if policy.order == .rolling, state.mode == .rollback { comeBack(slot) }
        case .cleaned: if state.mode == .rollback { comeBack(slot) }
        case .blocked: reverseBlocked(slot)
        case .launchIntent, .terminateIntent, .newFailed, .undoing, .rolledBack: break
        }
        return state.slots[slot].phase != before
    }

    /// Whether this run took the slot's old host away.
    private func hasLostOld(_ slot: Int) -> Bool { plan.slots[slot].old != nil && state.slots[slot].old == nil }

    private mutating func reversePlanned(_ slot: Int) {
        guard state.mode == .rollback else { return }
        if hasLostOld(slot) || state.slots[slot].phase == .vanished {
            comeBack(slot)
        } else {
            move(slot, to: .rolledBack)
        }
    }

    private mutating func reverseBlocked(_ slot: Int) {
        guard state.mode == .rollback, state.slots[slot].new == nil || isOut(state.slots[slot].new ?? "") else {
            return
        }
        if plan.slots[slot].blocker != nil {
            // It was never part of the run.
        } else if hasLostOld(slot) {
            comeBack(slot)
        } else {
            move(slot, to: .rolledBack)
        }
    }

    /// The previous image is launched in the slot, and what stands there now is retired for it.
    mutating func comeBack(_ slot: Int) {
        guard plan.previous != nil else {
            return move(slot, to: .blocked) { $0.blocker = Blocker(.previousImage) }
        }
        let new = state.slots[slot].new.flatMap { observed.isEnding($0) ? nil : $0 }
        move(slot, to: .planned, reason: Relaunch.rollback.rawValue) { $0.old = new }
    }

    /// A slot whose new host is gone, while the run goes back.
    mutating func settleReversed(_ slot: Int) {
        let current = state.slots[slot]
        let hasOld = current.old.map { !observed.isEnding($0) } ?? (plan.slots[slot].old == nil)
        if hasOld {
            move(slot, to: .rolledBack)
        } else if state.mode == .rollback {
            comeBack(slot)
        } else if current.failures <= policy.retries {
            move(slot, to: .planned, reason: Relaunch.relaunch.rawValue)
        } else {
            move(slot, to: .blocked) { $0.blocker = current.blocker }
        }
    }
}
