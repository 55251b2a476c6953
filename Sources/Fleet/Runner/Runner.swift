package import Values

/// Carries a plan out: observe, decide, write down, act, and again. It keeps nothing that the journal does not have,
/// except what was seen lately; killing it at any point loses nothing.
package struct Runner {
    let services: Services
    let owner: String
    package let plan: Plan
    /// The part of the documented API limits that is used.
    let share: Double
    var throttle: Throttle
    var lease: LockRecord?
    package internal(set) var state: RunState
    private var isLoaded = false
    private var lastTurn: Timestamp?
    /// When the next turn should begin.
    private var nextTurn: Timestamp?
    private var isRollbackVerified = false
    /// Hosts that were described before, and since when they are not.
    var missingSince: [String: Timestamp] = [:]
    /// Why the fleet cannot be looked at, and since when; nil while it can.
    package internal(set) var unseen: (since: Timestamp, failure: ServiceFailure)?
    /// What was last said by the host's cluster when a change of it was refused.
    var refusals: [String: ServiceFailure] = [:]
    /// Lines that are written with the next ones.
    var notes: [Event] = []
    private var pause = Self.shortest
    /// What was seen last.
    package private(set) var seen: Observed?
    /// Told how long each decision took.
    package var didDecide: ((Duration) -> Void)?
    /// Told what the journal has taken.
    package var didWrite: (([Event]) -> Void)?

    /// Seconds between two looks at the fleet: the least while something moves, the most while nothing does.
    static let shortest = 5
    static let longest = 30
    /// A change is asked for only while the lock lasts at least this much longer, in seconds.
    package static let callTimeout = 30
    /// A turn that begins so many seconds late was not waited for: the computer, and what runs on it, stood still.
    static let lateTurn = 60

    /// - Parameters:
    ///   - owner: the name of this process, written into the lock.
    ///   - share: the part of the documented API limits that is used.
    package init(_ plan: Plan, _ services: Services, owner: String, share: Double = Estimate.share) {
        self.plan = plan
        self.services = services
        self.owner = owner
        self.share = share
        state = RunState(plan)
        throttle = Throttle(share: share, seed: UInt64(owner.utf8.reduce(0) { $0 &* 31 &+ Int($1) }.magnitude))
    }

    /// Runs until the run ends, is paused, or cannot go on.
    /// - Parameter turn: called after every turn.
    package mutating func run(_ turn: (borrowing Runner) async -> Void = { _ in }) async -> Ending {
        while true {
            do throws(Ending) {
                let seconds = try await tick()
                await turn(self)
                do throws(CancellationError) { try await services.clock.sleep(seconds: seconds) } catch {
                    throw .interrupted
                }
            } catch {
                await release()
                return error
            }
        }
    }

    /// What every slot waits for, as of the last turn.
    package var waits: [Wait] { seen.map { Engine.waits($0, plan, state, now: services.clock.now()) } ?? [] }

    package var now: Timestamp { services.clock.now() }

    /// One turn.
    /// - Returns: seconds to wait before the next.
    package mutating func tick() async throws(Ending) -> Int {
        let seconds = try await turn()
        nextTurn = services.clock.now() + seconds
        return seconds
    }

    private mutating func turn() async throws(Ending) -> Int {
        try await holdLock()
        if !isLoaded { try await load() }
        try await answerRequests()
        switch state.status {
        case .planned, .running: break
        case .paused(let blocker): throw .paused(blocker)
        case .finished(let outcome): throw .finished(outcome)
        }
        if !state.hasBegun {
            guard try await begin() else { return Self.shortest }
        }
        guard try await verifyRollback() else { return Self.shortest }
        try await checkClock()
        guard let observed = try await observe() else { return Self.shortest }
        seen = observed
        let start = ContinuousClock.now
        let actions = Engine.decide(observed, plan, state, now: services.clock.now())
        didDecide?(ContinuousClock.now - start)
        var events: [Event] = []
        for case .record(let event) in actions { events.append(event) }
        try await write(events)
        try await act(actions, observed)
        switch state.status {
        case .paused(let blocker): throw .paused(blocker)
        case .finished(let outcome): throw .finished(outcome)
        case .planned, .running: break
        }
        pause = actions.isEmpty ? min(Self.longest, pause * 2) : Self.shortest
        return pause
    }

    /// A clock that jumps, or a computer that slept, must not let every deadline pass at once.
    private mutating func checkClock() async throws(Ending) {
        let now = services.clock.now()
        defer { lastTurn = now }
        guard let lastTurn, let nextTurn, now < lastTurn || now.since(nextTurn) > Self.lateTurn else { return }
        var event = Event(.warning, run: plan.run, at: now)
        event.api = "clock"
        event.reason = "the clock went from \(lastTurn) to \(now)"
        try await write([event])
    }

    private mutating func load() async throws(Ending) {
        do throws(StoreFailure) {
            state = RunState(plan, events: try await services.store.events(of: plan.run))
        } catch {
            throw .journal(error)
        }
        isLoaded = true
        if state.fence < lease?.fence ?? 0 {
            var event = Event(.lockAcquired, run: plan.run, at: services.clock.now())
            event.reason = owner
            try await write([event])
        }
    }

    /// Once a process, before it can end a host: the previous image must be known to be launchable.
    /// - Returns: false when there was no answer; the next turn asks again.
    private mutating func verifyRollback() async throws(Ending) -> Bool {
        guard !isRollbackVerified, state.mode == .forward, plan.policy.rollsBack, let previous = plan.previous else {
            return true
        }
        let blocker: Blocker
        do throws(ServiceFailure) {
            if try await services.cloud.isLaunchable(previous.image) {
                isRollbackVerified = true
                return true
            }
            blocker = Blocker(.previousImage, previous.imageName)
        } catch {
            if error.isTransient {
                try await take(error, api: "images", .describe)
                try await missSight(error)
                return false
            }
            blocker = Engine.holds(error) ?? Blocker(.previousImage, error.words)
        }
        try await write([Engine.pause(blocker, plan, services.clock.now())])
        throw .paused(blocker)
    }

    /// Numbers events, writes them durably, and only then takes them for true.
    mutating func write(_ new: [Event]) async throws(Ending) {
        var events = notes + new
        guard !events.isEmpty else { return }
        guard let lease else { throw .fenced }
        for index in events.indices {
            events[index].seq = state.seq + 1 + index
            events[index].fence = lease.fence
        }
        do throws(StoreFailure) {
            try await services.store.append(events, to: plan.run, after: state.seq)
        } catch {
            throw error.code == .conflict ? .fenced : .journal(error)
        }
        notes = []
        for event in events { state.apply(event) }
        didWrite?(events)
    }
}
