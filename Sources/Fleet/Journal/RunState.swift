package import Values

/// Where a run and its slots stand: what the journal's events make of the plan, and nothing else.
package struct RunState: Sendable, Hashable {
    package enum Status: Sendable, Hashable {
        case planned, running
        case paused(Blocker)
        case finished(Outcome)
    }

    package enum Mode: String, Sendable {
        case forward, rollback, abort
    }

    package private(set) var status = Status.planned
    package private(set) var mode = Mode.forward
    package private(set) var slots: [SlotState]
    /// The last event's number and fence.
    package private(set) var seq = 0
    package private(set) var fence = 0
    /// New hosts that failed since the run started or was resumed.
    package private(set) var failures = 0
    /// How often somebody resumed the run.
    package private(set) var resumes = 0
    /// Failed hosts that are kept as evidence.
    package private(set) var kept: [String] = []
    /// Hosts of this run that belong to no slot, and are on their way out.
    package private(set) var orphans: Set<String> = []
    package private(set) var lastChange: Timestamp
    /// When a process last took the run over, or saw its clock jump: nobody watched before, so waits begin anew.
    package private(set) var watchedSince = Timestamp(seconds: 0)
    /// The last request of a person that was answered.
    package private(set) var request = 0
    /// When the journal was lost and rebuilt from tags, after the beginning of time: approvals from before do not count.
    package private(set) var rebuiltAt = Timestamp(seconds: 0)
    /// Attempts that were used up before the journal was lost.
    package private(set) var attemptFloor = 0
    /// When it started; nil before.
    package private(set) var begunAt: Timestamp?
    /// Whether the run's beginning is written.
    package private(set) var hasBegun = false
    private let places: [String: Int]
    /// The slot that every host was ever in, by instance ID.
    private(set) var slotOfHost: [String: Int] = [:]
    /// Zones by number, and the number of every slot's zone: what is counted in every turn.
    let zoneNumbers: [String: Int]
    let zones: [Int]

    package init(_ plan: Plan) {
        lastChange = Timestamp(seconds: 0)
        slots = plan.slots.map { slot in
            var state = SlotState(old: slot.old?.id)
            if let blocker = slot.blocker {
                state.phase = .blocked
                state.blocker = blocker
            }
            return state
        }
        var numbers: [String: Int] = [:]
        zones = plan.slots.map { slot in
            let number = numbers[slot.placement.zone] ?? numbers.count
            numbers[slot.placement.zone] = number
            return number
        }
        zoneNumbers = numbers
        places = Dictionary(plan.slots.enumerated().map { ($1.id, $0) }) { first, _ in first }
        for (index, slot) in plan.slots.enumerated() { if let old = slot.old { slotOfHost[old.id] = index } }
    }

    /// The state after all of a journal.
    package init(_ plan: Plan, events: some Sequence<Event>) {
        self.init(plan)
        for event in events { apply(event) }
    }

    package mutating func apply(_ event: Event) {
        seq = max(seq, event.seq)
        fence = max(fence, event.fence)
        request = max(request, event.request ?? 0)
        switch event.kind {
        case .runStarted:
            status = .running
            begunAt = event.at
        case .runPaused: status = .paused(event.blocker ?? Blocker(.user))
        case .runResumed:
            status = .running
            failures = 0
            resumes += 1
            lastChange = event.at
            watchedSince = event.at
        case .lockAcquired: watchedSince = event.at
        case .runPlanned: hasBegun = true
        case .runRebuilt:
            rebuiltAt = event.at
            attemptFloor = event.attempt ?? 0
            watchedSince = event.at
        case .runAborted:
            mode = .abort
            status = .running
        case .runFinished: status = .finished((event.reason).flatMap(Outcome.init) ?? .failed)
        case .rollbackStarted:
            mode = .rollback
            status = .running
            lastChange = event.at
        case .warning:
            if event.api == "orphan", let id = event.new { orphans.insert(id) }
            if event.api == "clock" { watchedSince = event.at }
        case .slotTransition:
            if event.to == .newFailed, event.from != .newFailed { failures += 1 }
            if event.to == .undoing, event.reason == Mark.failed.rawValue { failures += 1 }
            if event.reason == Mark.kept.rawValue, let id = event.new { kept.append(id) }
            lastChange = event.at
            changeSlot(event)
        case .gateResult, .evidence, .apiRetry: changeSlot(event)
        default: break
        }
    }

    private mutating func changeSlot(_ event: Event) {
        guard let place = event.slot.flatMap({ places[$0] }) else { return }
        slots[place].apply(event)
        if event.to == .launched || event.to == .adopted, let new = event.new { slotOfHost[new] = place }
    }
}

/// How a run ended.
package enum Outcome: String, Sendable, CaseIterable {
    case done, blocked, aborted, failed
    case rolledBack = "rolled-back"
    case rollbackIncomplete = "rollback-incomplete"

    /// The exit code of the verb that ran it.
    package var exitCode: Int32 {
        switch self {
        case .done: 0
        case .failed, .aborted: 1
        case .blocked: 4
        case .rolledBack: 5
        case .rollbackIncomplete: 6
        }
    }
}
