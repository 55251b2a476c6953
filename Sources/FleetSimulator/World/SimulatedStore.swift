import Fleet
import Values

/// What the store holds, whoever writes.
final class StoreContent {
    var events: [Event] = []
    var plan: Plan?
    var requests: [RequestRecord] = []
    var approvals: [ApprovalRecord] = []
    var evidence: [String: String] = [:]
    /// Whether lines are kept; a bench of many hosts does without.
    var keepsEvents = true
    var seq = 0

    /// Every line is gone; the plan and what people said are kept beside it.
    func loseJournal() {
        events = []
        seq = 0
    }
}

/// The journal, as one process sees it.
struct SimulatedStore: JournalStore {
    let world: World
    let process: SimulatedProcess
    let content: StoreContent

    func plan(of run: String) throws(StoreFailure) -> Plan? { content.plan }

    func create(_ plan: Plan) throws(StoreFailure) {
        guard content.plan == nil else { throw StoreFailure(.conflict, "the run exists") }
        content.plan = plan
    }

    func events(of run: String) throws(StoreFailure) -> [Event] {
        try check()
        guard world.lies.contains(.lossy), let index = content.events.lastIndex(where: { $0.to != nil }) else {
            return content.events
        }
        var events = content.events
        events[index] = Event(.warning, run: run, at: events[index].at)
        events[index].seq = index + 1
        return events
    }

    func append(_ events: [Event], to run: String, after seq: Int) throws(StoreFailure) {
        try check()
        guard process.passBoundary() else { throw dead }
        if world.isIn(world.faults.storeFull) { throw StoreFailure(.full, "no space left on device") }
        guard content.seq == seq else { throw StoreFailure(.conflict, "412") }
        guard !world.lies.contains(.forgetful) || seq < 4 else {
            content.seq += events.count
            return
        }
        var events = events
        if world.lies.contains(.secrets) {
            for index in events.indices { events[index].reason = "password=hunter2hunter2" }
        }
        if content.keepsEvents { content.events += events }
        content.seq += events.count
        world.checker?.didWrite(events, world)
        guard process.passBoundary() else { throw dead }
    }

    func requests(for run: String) throws(StoreFailure) -> [RequestRecord] {
        try check()
        return content.requests
    }

    func add(_ request: RequestRecord, to run: String) throws(StoreFailure) { content.requests.append(request) }

    func approvals(of run: String) throws(StoreFailure) -> [ApprovalRecord] {
        try check()
        return content.approvals.filter { $0.at <= world.now }
    }

    func add(_ approval: ApprovalRecord, to run: String) throws(StoreFailure) { content.approvals.append(approval) }

    func lock(of fleet: String) throws(StoreFailure) -> LockRecord? {
        try check()
        return world.lock
    }

    func put(_ lock: LockRecord, of fleet: String, replacing current: LockRecord?) throws(StoreFailure) {
        try check()
        guard world.lock == current else { throw StoreFailure(.conflict, "412") }
        world.lock = lock
    }

    func keep(evidence: String, of instance: String, run: String) throws(StoreFailure) {
        try check()
        content.evidence[instance] = evidence
    }

    private var dead: StoreFailure { StoreFailure(.unavailable, "the process was killed") }

    private func check() throws(StoreFailure) {
        guard process.isAlive else { throw dead }
        if world.isIn(world.faults.storeDown) { throw StoreFailure(.unavailable, "503 Slow Down") }
    }
}

/// The world's clock, as one process reads it.
struct SimulatedClock: Clock {
    let world: World
    let process: SimulatedProcess

    func now() -> Timestamp {
        if world.lies.contains(.frozenClock) { return world.start }
        guard let jump = world.faults.clockJump, process.name == "runner-1", world.now.since(world.start) >= jump.at
        else {
            return world.now
        }
        return world.now + jump.by
    }

    func sleep(seconds: Int) throws(CancellationError) {
        guard process.isAlive else { throw CancellationError() }
        world.now = world.now + seconds
    }

    func local(_ time: Timestamp, in timezone: String) -> LocalTime? {
        // Minute 0 is inside of every window, minute 720 is not.
        LocalTime(weekday: .mon, minute: world.isIn(world.faults.windowClosed) ? 720 : 0)
    }
}
