/// Who may begin: in the plan's order, as far as surge, availability, waves and windows allow.
extension Decider {
    /// Launches whose answer may be open at a time: what waits longer is decided when its turn comes, by what is seen then.
    static let mostPending = 500

    /// - Returns: the slots whose new host may be launched now.
    mutating func admit() -> [Int] {
        var launches: [Int] = []
        // Room for a whole batch: calls are limited too, and one per answered launch would use them up.
        let mayAnnounce = tally.pending <= Self.mostPending - EC2Limits.launchBatch
        let isCalm = observed.alarm == .pass
        for slot in state.slots.indices {
            let current = state.slots[slot]
            switch current.phase {
            case .baked where policy.order == .surge && current.old != nil: if isCalm { admitRetirement(slot) }
            case .planned, .vanished:
                guard mayBegin(slot, isCalm) else { continue }
                if policy.order == .rolling, let old = current.old, !observed.isEnding(old) {
                    admitRetirement(slot)
                } else if mayAnnounce, takeRoom(slot) {
                    launches.append(slot)
                }
            case .terminated where policy.order == .rolling && current.new == nil:
                // Until the cluster has forgotten the old host, or does not.
                let isForgotten = current.old.map { observed.members[$0] == nil } ?? true
                if mayAnnounce, isForgotten || age(slot) >= Self.endDeadline, takeRoom(slot) {
                    launches.append(slot)
                } else if mayAnnounce, age(slot) > Self.endDeadline + policy.patience.seconds {
                    let blocker = obstacle(toBegin: slot)
                    move(slot, to: .blocked) { $0.blocker = blocker }
                }
            default: break
            }
        }
        return launches
    }

    private func mayBegin(_ slot: Int, _ isCalm: Bool) -> Bool {
        let current = state.slots[slot]
        if plan.slots[slot].isManager, tally.hasBusyManager { return false }
        switch state.mode {
        case .forward: return isCalm && observed.isWindowOpen && plan.slots[slot].wave <= tally.openWave
        case .rollback: return current.isBack
        // What this run took away it also gives back.
        case .abort: return plan.slots[slot].old != nil && current.old == nil
        }
    }

    private mutating func takeRoom(_ slot: Int) -> Bool {
        guard tally.used < policy.desired + policy.maxSurge, tally.pending < Self.mostPending else { return false }
        tally.used += 1
        tally.pending += 1
        begin(slot)
        return true
    }

    private mutating func begin(_ slot: Int) {
        tally.busy += 1
        if plan.slots[slot].isManager { tally.hasBusyManager = true }
    }

    /// The old host may go when enough others serve; a host that does not serve is not missed.
    private mutating func admitRetirement(_ slot: Int) {
        guard let old = state.slots[slot].old, !observed.isUnknown(old) else { return }
        let zone = state.zones[slot]
        if isServing(old) {
            let isEnough = tally.available - 1 >= tally.needed - policy.maxUnavailable
            let isEnoughInZone =
                !policy.staysInZone
                || tally.availableByZone[zone] - 1 >= tally.neededByZone[zone] - policy.maxUnavailable
            guard isEnough, isEnoughInZone else {
                if state.slots[slot].phase == .baked, age(slot) > policy.patience.seconds {
                    let seen = "\(tally.available) of \(tally.needed) hosts are in service"
                    goBack(slot, Blocker(.availability, isEnough ? "zone \(plan.slots[slot].placement.zone)" : seen))
                }
                return
            }
            tally.available -= 1
            tally.availableByZone[zone] -= 1
        }
        if state.slots[slot].phase != .baked { begin(slot) }
        let isOthers = observed.members[old]?.isCordoned == true
        move(slot, to: .oldCordoned, reason: isOthers ? Mark.cordonedBefore.rawValue : nil)
    }
}
