import Values

/// Holds the invariants against every change that is asked for and every line that is written. It has its own copy of
/// the approved plan and reads the journal by itself; the runner under test cannot talk it over.
package struct InvariantChecker {
    let plan: Plan
    var state: RunState
    package internal(set) var violations: [Violation] = []
    /// Whether something was seen that would never end.
    package private(set) var isEndless = false
    /// The slot that a host belongs to, and whether it is the new one there.
    var places: [String: Int] = [:]
    private(set) var slots: [String: Int] = [:]
    /// Every host that was ever new in a slot.
    var history: [Int: [String]] = [:]
    var cordoned: Set<String> = []
    private var rate: [String: TokenBucket]
    private var hasTerminated = false
    let longestWait: Int
    /// Hosts in service at the beginning, in every zone.
    let needed: Census

    /// - Parameter census: the fleet before the run.
    package init(_ plan: Plan, census: Census) {
        self.plan = plan
        state = RunState(plan)
        needed = census
        longestWait = plan.policy.longestWait.seconds + 2 * 3600
        rate = [
            "launch": TokenBucket(EC2Limits.runInstances.requests, share: 1),
            "terminate": TokenBucket(EC2Limits.terminateInstances.requests, share: 1),
        ]
        for (index, slot) in plan.slots.enumerated() {
            slots[slot.id] = index
            if let old = slot.old { places[old.id] = index }
        }
    }

    /// Nothing of what was written is left: the journal that follows is held to the same plan and the same world.
    package mutating func journalWasLost() {
        state = RunState(plan)
        places = [:]
        history = [:]
        for (index, slot) in plan.slots.enumerated() { if let old = slot.old { places[old.id] = index } }
    }

    package mutating func report(_ invariant: Invariant, _ detail: String) {
        if invariant == .boundedWaits { isEndless = true }
        guard violations.count < 100 else { return }
        violations.append(Violation(invariant, detail))
    }

    /// - Parameters:
    ///   - isFenced: whether the caller has the lock, as the store's truth says.
    package mutating func willChange(_ mutation: Mutation, isFenced: Bool, _ world: some WorldFacts) {
        if !isFenced { report(.fenced, "\(mutation) without the lock") }
        switch mutation {
        case .launch(let request):
            checkRate("launch", world.now)
            checkLaunch(request, world)
        case .terminate(let id):
            checkTerminate(id, world)
            hasTerminated = true
        case .change(let change, let id): checkChange(change, id, world)
        case .isolate(let id): checkAnnounced(id, [.newFailed, .undoing], "isolate")
        case .carry(let step, let item, let id): checkCarry(step, item, id, world)
        }
    }

    /// One call may end many hosts.
    package mutating func willTerminate(_ ids: [String], isFenced: Bool, _ world: some WorldFacts) {
        checkRate("terminate", world.now)
        if !hasTerminated, state.mode == .forward, plan.policy.rollsBack, let previous = plan.previous,
            !world.isLaunchable(previous.image),
            ids.contains(where: { id in plan.slots.contains { $0.old?.id == id } })
        {
            report(.rollbackPossible, "\(previous.image) cannot be launched")
        }
        for id in ids { willChange(.terminate(id), isFenced: isFenced, world) }
    }

    private mutating func checkRate(_ api: String, _ now: Timestamp) {
        if rate[api]?.take(1, at: now.seconds) == 0 { report(.rate, "\(api) is called too often") }
    }

    /// Whether the journal says that a host's slot is where this may be asked for.
    mutating func checkAnnounced(_ id: String, _ phases: Set<SlotPhase>, _ what: String) {
        guard let place = places[id] else { return report(.journaledFirst, "\(what) of \(id), which is in no slot") }
        let phase = state.slots[place].phase
        guard !phases.contains(phase) else { return }
        report(.journaledFirst, "\(what) of \(id) while \(plan.slots[place].id) is \(phase.rawValue)")
    }
}
