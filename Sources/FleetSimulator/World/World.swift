import Fleet
import Values

/// The simulated cloud, cluster and load balancers: one truth for all processes.
final class World {
    let faults: Faults
    let lies: Set<Lie>
    let usesTargets: Bool
    let start: Timestamp
    var now: Timestamp
    var random: SplitMix
    /// In the order of launch; a host's number is its place here.
    private(set) var hosts: [SimulatedHost] = []
    /// Hosts that ended so long ago that nobody asks for them any more.
    var forgotten = 0
    private var numbers: [String: Int] = [:]
    /// Numbers of the hosts that the last description showed, in its order.
    var shown: [Int] = []
    /// New hosts that have not served yet.
    private var unproven: [SimulatedHost] = []
    var launchCalls = 0
    var mutations = 0
    var answers: [String: (request: LaunchRequest, ids: [String])] = [:]
    var buckets: [String: TokenBucket]
    /// Slots whose hosts are managers.
    var managerSlots: Set<String> = []
    /// Managers that belong to no fleet of ours.
    var otherManagers = 0
    /// When the cluster has a leader again.
    var leaderlessUntil: Timestamp?
    /// What hosts carry, wherever it is: the zone it belongs to, and whether a copy was begun.
    var carried: [String: (zone: String, isBackedUp: Bool)] = [:]
    var checker: InvariantChecker?
    var lock: LockRecord?
    /// Faults are over: a person has repaired everything.
    var isRepaired = false
    /// What another runner does during a slow call.
    var duringSlowCall: (() async -> Void)?

    init(
        seed: UInt64, faults: Faults, lies: Set<Lie>, usesTargets: Bool,
        start: Timestamp = Timestamp(seconds: 1_800_000_000)
    ) {
        self.start = start
        self.faults = faults
        self.lies = lies
        self.usesTargets = usesTargets
        now = start
        random = SplitMix(seed: seed)
        buckets = [
            "launch": TokenBucket(EC2Limits.runInstances.requests, share: 1),
            "launched": TokenBucket(EC2Limits.runInstances.resources ?? EC2Limits.runInstances.requests, share: 1),
            "terminate": TokenBucket(EC2Limits.terminateInstances.requests, share: 1),
            "terminated": TokenBucket(
                EC2Limits.terminateInstances.resources ?? EC2Limits.runInstances.requests, share: 1),
            "describe": TokenBucket(EC2Limits.describe.requests, share: 1),
        ]
    }

    /// Whether the time lies in a fault's range.
    func isIn(_ range: Range<Int>?) -> Bool {
        guard let range, !isRepaired else { return false }
        return range.contains(now.since(start))
    }

    /// A host that has always been there.
    func addOld(_ placement: Placement, spec: HostSpec, isManager: Bool, fault: Faults.Old?) {
        let id = "i-old" + String(hosts.count + 1)
        let launched = start + (-86_400 + hosts.count)
        let host = SimulatedHost(
            Instance.Record(
                id: id, placement: placement, image: spec.image, launchedAt: launched,
                tags: HostTags(host: spec.digest), clientToken: nil), visibleAt: launched, runningAt: launched)
        (host.checkedAt, host.joinsAt, host.wellAt) = (launched, launched, launched)
        host.tasks = 3
        host.drainSeconds = random.number(5...60)
        host.isManager = isManager
        host.isLeader = isManager && hosts.isEmpty
        if usesTargets { (host.isRegistered, host.registeredAt) = (true, launched) }
        switch fault {
        case .neverDrains: host.drainSeconds = nil
        case .attached: host.attachmentsUntil = start + 1_000_000
        case .stuckTarget: host.deregistrationSeconds = 3600
        case .protected: host.isProtected = true
        case .dies(let after): host.diesAt = start + after
        case .stops(let after): (host.stoppedAt, host.stopsByItself) = (start + after, true)
        case .finalizer: (host.holdsTasks, host.drainSeconds) = (true, nil)
        case .lateTask: host.hasLateTask = true
        case .deregistrationRefused(let times): host.deregistrationRefusals = times
        case .holdsCarried: host.holdsCarried = true
        case .cordonedBefore: host.isCordoned = true
        case .homeless(let seconds): host.homelessSeconds = seconds
        case .uncordoned, .restarted, nil: break
        }
        host.carriesVolume = faults.carriesVolumes
        host.hasServed = true
        if isManager { managerSlots.insert(id) }
        add(host)
    }

    func add(_ host: SimulatedHost) {
        numbers[host.id] = hosts.count
        hosts.append(host)
    }

    func host(_ id: String) -> SimulatedHost? { numbers[id].map { hosts[$0] } }

    /// The host of an instance, which mostly is one of the last description's at the same place.
    func host(_ instance: Instance, shownAt place: Int) -> SimulatedHost? {
        if shown.indices.contains(place) {
            let host = hosts[shown[place]]
            if host.record === instance.record { return host }
        }
        return host(instance.id)
    }

    /// A host that a launch call made.
    func addNew(_ request: LaunchRequest, number: Int) -> String {
        let id = "i-new" + String(repeating: "0", count: max(0, 6 - String(number).count)) + String(number)
        let boot = random.number(20...90)
        let placement =
            lies.contains(.otherZone)
            ? Placement(zone: "elsewhere", subnet: "s", type: request.placement.type) : request.placement
        let isWrong = !isRepaired && faults.hosts[number] == .wrongImage
        let image = isWrong || lies.contains(.otherImage) ? "ami-wrong" : request.spec.image
        let host = SimulatedHost(
            Instance.Record(
                id: id, placement: placement, image: image, launchedAt: now,
                tags: lies.contains(.untagged) ? HostTags(run: request.tags.run) : request.tags,
                clientToken: request.token), visibleAt: now + random.number(0...8), runningAt: now + boot)
        let joins = now + boot + random.number(5...30)
        (host.checkedAt, host.joinsAt, host.wellAt) = (now + boot + 10, joins, joins + random.number(0...20))
        host.tasks = 3
        host.drainSeconds = random.number(5...60)
        host.isManager = managerSlots.contains(request.tags.slot ?? "")
        host.carriesVolume = faults.carriesVolumes
        spoil(host, number)
        add(host)
        unproven.append(host)
        return id
    }

    private func spoil(_ host: SimulatedHost, _ number: Int) {
        guard !isRepaired else { return }
        switch faults.hosts[number] ?? faults.images[host.record.image] {
        case .neverBoots: host.runningAt = now + 10_000_000
        case .impaired: host.checkedAt = nil
        case .neverJoins: host.joinsAt = nil
        case .neverWell: host.wellAt = nil
        case .flaps: host.isFlapping = true
        case .stale: host.isStale = true
        case .hangs: host.isHanging = true
        case .endsAtOnce: host.diesAt = now + 15
        case .hidden(let seconds): host.visibleAt = now + seconds
        case .failsAfter(let seconds): host.failsAt = (host.wellAt ?? now) + seconds
        case .diesAfter(let seconds): host.diesAt = (host.wellAt ?? now) + seconds
        case .wrongImage, nil: break
        }
    }

    /// Notes who serves: what has served once is proven.
    func look() {
        unproven.removeAll { host in
            guard host.isServing(at: now, usesTargets: usesTargets) else { return false }
            host.hasServed = true
            return true
        }
    }
}

extension World: WorldFacts {
    func facts(of id: String) -> HostFacts? {
        guard let host = host(id) else { return nil }
        let released: Int? =
            if host.isRegistered {
                nil
            } else if let at = host.deregisteredAt {
                host.target(at: now) == .unused ? now.since(at) : nil
            } else {
                .max
            }
        return HostFacts(
            launchedAt: host.record.launchedAt, run: host.record.tags.run,
            zone: host.record.placement.zone, isLive: host.state(at: now).isLive,
            isServing: host.isServing(at: now, usesTargets: usesTargets), hasServed: host.hasServed,
            tasks: host.tasks(at: now), attachments: host.attachments(at: now),
            deregisteredFor: released, isProtected: host.isProtected,
            isManager: host.isManager && host.isReady(at: now),
            isCordoned: host.isCordoned)
    }

    /// Hosts that served and that only a fault, not the run, has stopped from serving.
    var census: Census {
        var census = Census()
        for host in hosts {
            let isOut =
                host.isCordoned || host.hasLeft || host.wasTerminated
                || (host.isStopped(at: now) && !host.stopsByItself)
            guard host.hasServed, !isOut, !usesTargets || host.isRegistered else { continue }
            census.available += 1
            census.byZone[host.record.placement.zone, default: 0] += 1
        }
        return census
    }

    var live: Int { hosts.count { $0.state(at: now).isLive } }

    var quorum: Quorum? {
        guard !managerSlots.isEmpty || otherManagers > 0 else { return nil }
        let managers = hosts.filter { $0.isManager && !$0.isRemoved && $0.joinsAt.map { $0 <= now } ?? false }
        let voters = managers.count + otherManagers
        guard voters > 0 else { return nil }
        let down = (faults.isManagerDown && !isRepaired) || isIn(faults.otherManagerDown) ? 1 : 0
        return Quorum(
            voters: voters,
            reachable: managers.count { $0.isReady(at: now) } + otherManagers - min(down, otherManagers))
    }

    func isAnswered(_ token: String) -> Bool { answers[token] != nil && !lies.contains(.hiddenDuplicate) }

    func isLaunchable(_ image: String) -> Bool { !(faults.previousImageGone && image == "ami-old") }

    /// Whether the cluster answers nobody.
    var isClusterDown: Bool { isIn(faults.clusterDown) || leaderlessUntil.map { now < $0 } ?? false }

    var lacksRights: Bool { isIn(faults.credentialsGone) }
}
