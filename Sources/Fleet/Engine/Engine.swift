package import Values

/// What to do next. Pure: it reads what was seen, the plan and the journal's state, and nothing else. Asking again with
/// the same input gives the same answer, which is why a run can be killed anywhere.
package enum Engine {
    package static func decide(_ observed: Observed, _ plan: Plan, _ state: RunState, now: Timestamp) -> [Action] {
        var decider = Decider(observed, plan, state, now: now)
        decider.decide()
        return decider.actions
    }
}

/// One decision on its way: the state as it will be once the actions are recorded, and the actions so far.
struct Decider {
    let observed: Observed
    let plan: Plan
    let policy: Policy
    let now: Timestamp
    var state: RunState
    var actions: [Action] = []
    var tally = Tally()

    init(_ observed: Observed, _ plan: Plan, _ state: RunState, now: Timestamp) {
        self.observed = observed
        self.plan = plan
        self.now = now
        policy = plan.policy
        self.state = state
    }

    mutating func decide() {
        guard state.status == .running else { return }
        checkFleet()
        guard state.status == .running else { return }
        for slot in state.slots.indices { advance(slot) }
        removeOrphans()
        // What just failed may have been one too many.
        let mode = state.mode
        checkFleet()
        guard state.status == .running, state.mode == mode else { return }
        // Counting over costs as much as all the rest, and matters only to slots that wait for their turn.
        let isWaiting = state.slots.contains { $0.phase.waitsForTurn }
        if isWaiting { tally = Tally(self) }
        launch(isWaiting ? admit() : [])
        finishOrStall()
    }

    /// Moves one slot as far as it goes without waiting.
    private mutating func advance(_ slot: Int) {
        // No slot has more phases than this; the bound keeps a wrong rule from hanging the run.
        for _ in 0..<32 {
            let before = state.slots[slot].phase
            step(slot)
            guard state.slots[slot].phase != before else { return }
        }
    }

    private mutating func step(_ slot: Int) {
        if state.mode != .forward, reverse(slot) { return }
        switch state.slots[slot].phase {
        case .planned: if let old = state.slots[slot].old, observed.isEnding(old) { move(slot, to: .vanished) }
        case .launched, .adopted, .running, .statusOK, .joined, .inService, .baked: testNew(slot)
        case .oldCordoned, .oldDeregistering, .oldDeregistered, .oldDraining, .oldDrained, .volumesDetached,
            .removeGuard:
            retire(slot)
        case .terminateIntent, .terminated: end(slot)
        case .newFailed: cleanFailed(slot)
        case .undoing: undo(slot)
        case .launchIntent, .cleaned, .blocked, .rolledBack, .vanished: break
        }
    }

    /// Records that a slot goes into a phase.
    mutating func move(
        _ slot: Int, to phase: SlotPhase, reason: String? = nil, _ change: (inout Event) -> Void = { _ in }
    ) {
        let current = state.slots[slot]
        var event = Event(.slotTransition, run: plan.run, at: now, slot: plan.slots[slot].id)
        event.from = current.phase
        event.to = phase
        event.old = current.old
        event.new = current.new
        event.zone = plan.slots[slot].placement.zone
        event.reason = reason
        change(&event)
        record(event)
    }

    mutating func record(_ event: Event) {
        state.apply(event)
        actions.append(.record(event))
    }

    /// Records something about the whole run.
    mutating func note(_ kind: Event.Kind, blocker: Blocker? = nil, reason: String? = nil) {
        var event = Event(kind, run: plan.run, at: now)
        event.blocker = blocker
        event.reason = reason
        event.progress = progress
        record(event)
    }

    private var progress: String {
        "\(state.slots.count { $0.phase == .cleaned || $0.phase == .rolledBack })/\(state.slots.count)"
    }

    /// How long a slot has been watched in its phase, in seconds.
    func age(_ slot: Int) -> Int { now.since(max(state.slots[slot].since, state.watchedSince)) }

    func isServing(_ id: String) -> Bool { observed.isServing(id, usesTargets: policy.usesTargets) }

    /// What the slot's next host is made from.
    func spec(_ slot: Int) -> HostSpec { state.slots[slot].isBack ? plan.previous ?? plan.spec : plan.spec }
}
