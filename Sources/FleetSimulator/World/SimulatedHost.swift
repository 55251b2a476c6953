import Fleet
import Values

/// A machine of the simulated cloud: what is true of it, at any time. Nothing here is an opinion.
final class SimulatedHost {
    private(set) var record: Instance.Record
    var isKept = false
    /// A second machine of one launch, planted; no description shows it.
    var isDuplicate = false
    /// When descriptions begin to show it.
    var visibleAt: Timestamp
    var runningAt: Timestamp
    /// nil for what never comes.
    var checkedAt: Timestamp?
    var joinsAt: Timestamp?
    /// When probes and target groups begin to call it well.
    var wellAt: Timestamp?
    /// When its software fails, and when the machine ends by itself.
    var failsAt: Timestamp?
    var diesAt: Timestamp?
    /// Whether it is well and not, every 15 s.
    var isFlapping = false
    var isProtected = false
    /// When it was told to end or to stop.
    var endedAt: Timestamp?
    var stoppedAt: Timestamp?
    /// Whether a fault stops it, not the run.
    var stopsByItself = false
    /// Whether the run, and not a fault, ended it.
    var wasTerminated = false

    // Its place in the cluster and behind the load balancers
    var isCordoned = false
    /// Whether a runner ever asked for it.
    var isCordonAsked = false
    var hasLeft = false
    var isRemoved = false
    var isManager = false
    var isLeader = false
    var tasks = 0
    var drainedAt: Timestamp?
    /// Seconds that its tasks take to leave; nil for tasks that never do.
    var drainSeconds: Int? = 20
    /// Seconds from the drain until its tasks run elsewhere.
    var homelessSeconds = 0
    var attachmentsUntil: Timestamp?
    var isRegistered = false
    var registeredAt: Timestamp?
    var deregisteredAt: Timestamp?
    /// Seconds that a target group takes to let it go.
    var deregistrationSeconds = 30
    /// Calls to let it go that load balancers still refuse.
    var deregistrationRefusals = 0
    /// Whether not even force removes its tasks; whether one more lands after the drain.
    var holdsTasks = false
    var hasLateTask = false
    /// Whether it holds a volume until half a minute after its drain.
    var carriesVolume = false
    /// What is attached to it and moves, and whether it lets go only by force.
    var carried: [String] = []
    var holdsCarried = false
    /// Whether descriptions are late for it, and whether its endpoint never answers.
    var isStale = false
    var isHanging = false
    /// Whether it ever did its work.
    var hasServed = false

    static let ending = 30
    /// How long descriptions still show an instance that has ended, in seconds.
    static let remembered = 3600

    init(_ record: Instance.Record, visibleAt: Timestamp, runningAt: Timestamp) {
        self.record = record
        self.visibleAt = visibleAt
        self.runningAt = runningAt
    }

    var id: String { record.id }

    /// Another life of the same ID, or the same with other tags.
    func become(launchedAt: Timestamp? = nil, tags: HostTags? = nil) {
        record = Instance.Record(
            id: id, placement: record.placement, image: record.image, launchedAt: launchedAt ?? record.launchedAt,
            tags: tags ?? record.tags, clientToken: record.clientToken)
    }

    /// Whether descriptions show it.
    func isVisible(at now: Timestamp) -> Bool {
        guard visibleAt <= now else { return false }
        guard diesAt != nil || endedAt != nil, let ended = [diesAt, endedAt].compactMap(\.self).min() else {
            return true
        }
        return now.since(ended) < Self.remembered
    }

    func state(at now: Timestamp) -> Instance.State {
        if diesAt != nil || endedAt != nil, let died = [diesAt, endedAt].compactMap(\.self).min(), died <= now {
            return now.since(died) < Self.ending ? .shuttingDown : .terminated
        }
        if let stoppedAt, stoppedAt <= now { return now.since(stoppedAt) < Self.ending ? .stopping : .stopped }
        return runningAt <= now ? .running : .pending
    }

    func isStopped(at now: Timestamp) -> Bool { stoppedAt.map { $0 <= now } ?? false }

    func isRunning(at now: Timestamp) -> Bool { state(at: now) == .running }

    /// Whether its software does what it should.
    func isWell(at now: Timestamp) -> Bool {
        guard isRunning(at: now), let wellAt, wellAt <= now else { return false }
        if let failsAt, failsAt <= now { return false }
        return !isFlapping || now.seconds / 15 % 2 == 0
    }

    func isReady(at now: Timestamp) -> Bool {
        guard isRunning(at: now), let joinsAt, joinsAt <= now, !hasLeft, !isRemoved else { return false }
        return failsAt.map { now < $0 } ?? true
    }

    func target(at now: Timestamp) -> Member.Target {
        if isRegistered {
            guard let registeredAt, now.since(registeredAt) >= 10 else { return .initial }
            return isWell(at: now) ? .healthy : .unhealthy
        }
        guard let deregisteredAt else { return .unused }
        return now.since(deregisteredAt) < deregistrationSeconds ? .draining : .unused
    }

    /// Tasks that run on it.
    func tasks(at now: Timestamp) -> Int {
        guard isReady(at: now) else { return 0 }
        guard let drainedAt, isCordoned else { return tasks }
        guard let drainSeconds else { return tasks }
        let rest = now.since(drainedAt) - drainSeconds
        if hasLateTask, (10..<70).contains(rest) { return 1 }
        return rest >= 0 ? 0 : tasks
    }

    func attachments(at now: Timestamp) -> Int {
        if let attachmentsUntil { return now < attachmentsUntil ? 1 : 0 }
        guard carriesVolume, isReady(at: now) else { return 0 }
        guard let drainedAt, let drainSeconds else { return 1 }
        return now.since(drainedAt) >= drainSeconds + 30 ? 0 : 1
    }

    func isServing(at now: Timestamp, usesTargets: Bool) -> Bool {
        isReady(at: now) && isWell(at: now) && !isCordoned && (!usesTargets || target(at: now) == .healthy)
    }

    func instance(at now: Timestamp) -> Instance {
        let checked = checkedAt.map { $0 <= now } ?? false
        return Instance(
            record, state: state(at: now), check: checked ? .ok : .initializing, isKept: isKept,
            isProtected: isProtected, carried: state(at: now).isLive ? carried : [])
    }

    func member(at now: Timestamp) -> Member? {
        guard let joinsAt, joinsAt <= now, !isRemoved else { return nil }
        var member = Member(
            isReady: isReady(at: now) && isWell(at: now), isCordoned: isCordoned, tasks: tasks(at: now),
            attachments: attachments(at: now), isManager: isManager, isLeader: isLeader,
            target: isRunning(at: now) ? target(at: now) : .unused,
            holder: holdsTasks ? "finalizer" : drainSeconds == nil ? "budget web" : nil)
        member.displaced = drainedAt.map { now.since($0) < homelessSeconds } ?? false ? 2 : 0
        return member
    }
}
