/// The run as a whole: what ends it, turns it back or holds it.
extension Decider {
    /// Too many failures, or an alarm of the fleet.
    mutating func checkFleet() {
        guard state.mode == .forward else { return }
        if state.failures > policy.failureBudget {
            turnBack(Blocker(.failures, "\(state.failures) new hosts failed, \(policy.failureBudget) may"))
        } else if case .fail(let alarm) = observed.alarm, state.slots.contains(where: { $0.attempt > 0 }) {
            turnBack(Blocker(.alarm, alarm))
        }
    }

    private mutating func turnBack(_ blocker: Blocker) {
        note(policy.rollsBack && plan.previous != nil ? .rollbackStarted : .runPaused, blocker: blocker)
    }

    /// Hosts that carry the run's tag and belong to no slot: the answer to their launch came too late.
    mutating func removeOrphans() {
        var strays: [Instance] = []
        for instance in observed.instances.values where instance.state.isLive && !instance.isKept {
            guard instance.record.tags.run == plan.run, !isPlaced(instance.id) else { continue }
            strays.append(instance)
        }
        guard !strays.isEmpty else { return }
        let tokens = Set(state.slots.lazy.filter { $0.phase == .launchIntent }.compactMap(\.token))
        strays.removeAll { tokens.contains($0.clientToken ?? "") || state.kept.contains($0.id) }
        for stray in strays.sorted(by: { $0.id < $1.id }) {
            if !state.orphans.contains(stray.id) {
                var event = Event(.warning, run: plan.run, at: now)
                event.new = stray.id
                event.api = "orphan"
                event.reason = "\(stray.id) belongs to no slot and is terminated"
                record(event)
            }
            actions.append(.terminate(slot: nil, id: stray.id))
        }
    }

    /// Whether a slot has the host now. A slot that went back has no new host any more: one that turns up late is a
    /// stray.
    private func isPlaced(_ id: String) -> Bool {
        guard let slot = state.slotOfHost[id] else { return false }
        let current = state.slots[slot]
        return current.old == id || (current.new == id && (current.phase != .rolledBack || current.isBack))
    }

    mutating func finishOrStall() {
        guard state.status == .running, !actions.contains(where: \.isChange) else { return }
        let isBusy = state.slots.contains { !$0.phase.isResting }
        let hasOrphans = state.orphans.contains { !observed.isEnding($0) }
        guard !isBusy, !hasOrphans else { return pauseWithoutAlarmData() }
        let waiting = state.slots.indices.filter { isWaiting($0) }
        if waiting.isEmpty { return finish() }
        if state.mode == .forward, !observed.isWindowOpen { return note(.runPaused, blocker: Blocker(.window)) }
        guard now.since(state.lastChange) > policy.patience.seconds else { return }
        if observed.alarm != .pass {
            return note(.runPaused, blocker: Blocker(.alarm, observed.alarm.detail ?? ""))
        }
        for slot in waiting {
            let blocker = obstacle(toBegin: slot)
            move(slot, to: .blocked) { $0.blocker = blocker }
        }
    }

    /// No old host goes while an alarm says nothing; its replacement waits for so long, and no longer.
    private mutating func pauseWithoutAlarmData() {
        let isHeld = state.slots.indices.contains {
            state.slots[$0].phase == .baked && age($0) > policy.patience.seconds
        }
        guard observed.alarm != .pass, isHeld else { return }
        note(.runPaused, blocker: Blocker(.alarm, observed.alarm.detail ?? ""))
    }

    /// Whether a slot at rest is still to be worked on.
    private func isWaiting(_ slot: Int) -> Bool {
        let current = state.slots[slot]
        guard current.phase == .planned || current.phase == .vanished else { return false }
        return state.mode != .abort || (plan.slots[slot].old != nil && current.old == nil)
    }

    func obstacle(toBegin slot: Int) -> Blocker {
        if tally.used >= policy.desired + policy.maxSurge {
            return Blocker(.budget, "\(tally.used) hosts of at most \(policy.desired + policy.maxSurge)")
        }
        if plan.slots[slot].wave > tally.openWave { return Blocker(.wave, "wave \(tally.openWave)") }
        return Blocker(.availability, "\(tally.available) of \(tally.needed) hosts are in service")
    }

    private mutating func finish() {
        let isBlocked = state.slots.contains { $0.phase == .blocked }
        let outcome: Outcome =
            switch state.mode {
            case .forward: isBlocked ? .blocked : .done
            case .rollback: isBlocked ? .rollbackIncomplete : .rolledBack
            case .abort: .aborted
            }
        note(.runFinished, reason: outcome.rawValue)
    }
}

extension Action {
    /// Whether it asks for a change, rather than writing a line.
    package var isChange: Bool {
        if case .record = self { false } else { true }
    }
}
