import Fleet
import Values

/// What a run's journal says about time: how capacity went, and what every slot did when.
struct RunTimeline {
    /// Seconds since the first line.
    typealias Seconds = Int

    struct Sample: Equatable {
        let at: Seconds
        let serving: Int
        let live: Int
    }

    /// A part of a slot's way.
    struct Stretch: Equatable {
        let stage: Stage
        let from: Seconds
        var to: Seconds
        let old: String?
        let new: String?
    }

    /// What a stretch is drawn as.
    enum Stage: String, CaseIterable {
        case launch, test, bake, drain, end, failed, back, blocked

        init?(_ phase: SlotPhase) {
            switch phase {
            case .launchIntent, .launched, .adopted, .running: self = .launch
            case .statusOK, .joined: self = .test
            case .inService, .baked: self = .bake
            case .oldCordoned, .oldDeregistering, .oldDeregistered, .oldDraining, .oldDrained, .volumesDetached,
                .removeGuard:
                self = .drain
            case .terminateIntent, .terminated: self = .end
            case .newFailed: self = .failed
            case .undoing: self = .back
            case .blocked: self = .blocked
            case .planned, .vanished, .cleaned, .rolledBack: return nil
            }
        }

        var words: String {
            switch self {
            case .launch: "launching"
            case .test: "joining and tested"
            case .bake: "in service, baking"
            case .drain: "old host draining"
            case .end: "old host ending"
            case .failed: "new host failed"
            case .back: "going back"
            case .blocked: "blocked"
            }
        }
    }

    private(set) var samples: [Sample] = []
    /// By slot, in the plan's order.
    private(set) var stretches: [[Stretch]]
    private(set) var length: Seconds = 0

    init(_ run: StoredRun) {
        stretches = Array(repeating: [], count: run.plan.slots.count)
        guard let start = run.events.first?.at else { return }
        let places = Dictionary(run.plan.slots.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var state = RunState(run.plan)
        var hosts = run.plan.slots.map { SlotHosts($0) }
        // Counted along: counting over at every line of a long journal would take too long.
        var total = Capacity()
        (total.serving, total.live) = (run.plan.others.count, run.plan.others.count)
        for slot in hosts { total.add(slot.capacity, times: 1) }
        samples.append(Sample(at: 0, serving: total.serving, live: total.live))
        for event in run.events {
            state.apply(event)
            let now = max(0, event.at.since(start))
            length = max(length, now)
            guard event.to != nil, let place = event.slot.flatMap({ places[$0] }) else { continue }
            total.add(hosts[place].capacity, times: -1)
            hosts[place].apply(event, state.slots[place])
            total.add(hosts[place].capacity, times: 1)
            add(Sample(at: now, serving: total.serving, live: total.live))
            enter(state.slots[place], place, at: now)
        }
        for index in stretches.indices { close(index, at: length) }
    }

    /// Of one second the last sample counts.
    private mutating func add(_ sample: Sample) {
        if samples.last?.at == sample.at { samples.removeLast() }
        guard samples.last?.serving != sample.serving || samples.last?.live != sample.live else { return }
        samples.append(sample)
    }

    private mutating func enter(_ slot: SlotState, _ place: Int, at now: Seconds) {
        let stage = Stage(slot.phase)
        if let last = stretches[place].last, last.to < 0, last.stage == stage { return }
        close(place, at: now)
        guard let stage else { return }
        stretches[place].append(Stretch(stage: stage, from: now, to: -1, old: slot.old, new: slot.new))
    }

    private mutating func close(_ place: Int, at now: Seconds) {
        guard let last = stretches[place].indices.last, stretches[place][last].to < 0 else { return }
        stretches[place][last].to = now
    }
}
