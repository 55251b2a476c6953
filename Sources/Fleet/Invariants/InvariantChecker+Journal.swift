import Documents

/// The journal.
extension InvariantChecker {
    package mutating func didWrite(_ events: [Event], _ world: some WorldFacts) {
        for event in events {
            if event.seq != state.seq + 1 { report(.journalSuffices, "line \(event.seq) follows \(state.seq)") }
            if event.fence < state.fence { report(.journalSuffices, "fence \(event.fence) follows \(state.fence)") }
            checkSecrets(event)
            if event.kind == .slotTransition { checkTransition(event, world) }
            state.apply(event)
        }
    }

    private mutating func checkSecrets(_ event: Event) {
        for text in [event.reason, event.blocker?.detail].compactMap(\.self) where SecretText.redacted(text) != text {
            report(.noSecrets, "line \(event.seq)")
        }
    }

    private mutating func checkTransition(_ event: Event, _ world: some WorldFacts) {
        guard let place = event.slot.flatMap({ slots[$0] }), let to = event.to else { return }
        let slot = state.slots[place]
        if event.from != slot.phase {
            report(
                .journalSuffices, "\(event.slot ?? "") was \(slot.phase.rawValue), not \(event.from?.rawValue ?? "")")
        }
        switch to {
        case .launched, .adopted:
            if let new = event.new {
                places[new] = place
                history[place, default: []].append(new)
                checkLaunches(place)
            }
        // With `rolling` a slot that lost its old host began before: its launch only gives back what it took.
        case .launchIntent: if slot.phase != .terminated { checkBegin(place, event) }
        case .oldCordoned: if plan.policy.order == .rolling, slot.phase != .terminateIntent { checkBegin(place, event) }
        case .undoing where event.reason != Mark.failed.rawValue: break
        case .newFailed, .undoing:
            if world.lacksRights { report(.rightsAreNotHealth, event.blocker?.description ?? "") }
        default: break
        }
    }

    /// A slot that launches again and again: each way, there and back, has the first host and its retries, and whoever
    /// resumes the run allows as many again.
    private mutating func checkLaunches(_ place: Int) {
        let count = history[place]?.count ?? 0
        let most = 2 * (plan.policy.retries + 1) * (state.resumes + 1)
        if count > most { report(.boundedWaits, "\(plan.slots[place].id) has launched \(count) hosts of \(most)") }
    }

    /// A slot that begins: only the canary while it is not proven, nobody after too many failures.
    private mutating func checkBegin(_ place: Int, _ event: Event) {
        // What is found again after a loss began before.
        guard state.mode == .forward, !state.slots[place].isBack, event.at != state.rebuiltAt else { return }
        if state.failures > plan.policy.failureBudget { report(.failureBudget, "\(event.slot ?? "") begins") }
        guard plan.slots[place].wave > 0 else { return }
        for (index, slot) in plan.slots.enumerated() {
            guard slot.wave == 0 else { break }
            let phase = state.slots[index].phase
            let isProven =
                phase == .baked || phase == .cleaned || phase == .blocked
                || (plan.policy.order == .surge && (phase.isOldSide || phase.isEnding))
            if !isProven { report(.canaryAlone, "\(event.slot ?? "") begins while \(slot.id) is \(phase.rawValue)") }
        }
    }

    /// At the end of a run: hosts of the run that no slot has.
    /// - Parameter live: the hosts with the run's tag that are pending or running.
    package mutating func didFinish(live: [String]) {
        for id in live where !state.kept.contains(id) {
            let isPlaced = places[id].map { state.slots[$0].new == id || state.slots[$0].old == id } ?? false
            if !isPlaced { report(.noOrphan, id) }
        }
    }

    /// - Parameter other: what the runner, or a fresh reading of the journal, takes for the state.
    package mutating func compare(_ other: RunState) {
        if other.slots != state.slots || other.seq != state.seq || other.mode != state.mode {
            report(.journalSuffices, "what was read differs from what was written, at line \(state.seq)")
        }
    }

    /// Slots that have stood in one phase longer than any wait may take.
    package mutating func checkWaits(_ world: some WorldFacts) {
        for index in state.slots.indices where !state.slots[index].phase.isResting {
            let waited = world.now.since(max(state.slots[index].since, state.watchedSince))
            if waited > longestWait {
                report(.boundedWaits, "\(plan.slots[index].id) is \(state.slots[index].phase.rawValue) for \(waited) s")
            }
        }
    }
}

extension Policy {
    /// The longest time that any phase may take.
    package var longestWait: Span {
        let gates = gates.compactMap(\.deadline).max() ?? boot
        let undo = Span(seconds: 900 + drain.timeout.seconds + deregistration.seconds)
        let bakes = Span(seconds: max(canaryBake, bake).seconds + probeDeadline.seconds)
        return [boot, gates, undo, bakes, patience].max() ?? patience
    }
}
