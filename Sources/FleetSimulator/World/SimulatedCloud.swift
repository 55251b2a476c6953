import Fleet
import Values

/// EC2 as strict as the real one: tokens, throttling, delays, quotas; and what the faults add.
struct SimulatedCloud: Cloud {
    let world: World
    let process: SimulatedProcess

    func instances(run: String) async throws(ServiceFailure) -> [Instance] {
        try answer(.describe)
        world.look()
        let now = world.now
        var result: [Instance] = []
        result.reserveCapacity(world.hosts.count)
        world.shown.removeAll(keepingCapacity: true)
        let isShort = happens(world.faults.shortDescribe)
        let left = isShort ? world.random.number(0...max(0, world.hosts.count - 1)) : -1
        let hides = world.lies.contains(.hiddenDuplicate)
        for (number, host) in world.hosts.enumerated() where number != left && host.isVisible(at: now) {
            if hides, host.isDuplicate { continue }
            world.shown.append(number)
            var instance = host.instance(at: now)
            distort(&instance, host)
            result.append(instance)
        }
        return result
    }

    private func distort(_ instance: inout Instance, _ host: SimulatedHost) {
        if world.lies.contains(.ended), host.wellAt == nil, world.now.since(host.record.launchedAt) > 60 {
            instance.state = .terminated
        }
        let isLate = host.isStale && world.now.since(host.runningAt) < 60 && world.now.seconds / 5 % 2 == 0
        if isLate, instance.state == .running { instance.state = .pending }
        if world.lies.contains(.unprotected) { instance.isProtected = false }
    }

    func launch(_ request: LaunchRequest) async throws(ServiceFailure) -> [Instance] {
        try answer(.launch(request))
        world.launchCalls += 1
        let fault =
            world.isRepaired
            ? nil
            : world.faults.launches[world.launchCalls] ?? world.faults.zones[request.placement.zone]
                ?? world.faults.everyLaunch
        if let known = try known(request) { return try end(known) }
        switch fault {
        case .refused(let code): throw refusal(code, request.placement)
        case .lostBefore: throw ServiceFailure(.unavailable, "connection reset")
        default: break
        }
        guard world.buckets["launched"]?.take(request.count, at: world.now.seconds) == request.count else {
            throw ServiceFailure(.throttled, "RequestLimitExceeded")
        }
        let count = fault == .partial ? (request.count + 1) / 2 : request.count
        var ids = (0..<count).map { _ in world.addNew(request, number: world.hosts.count + world.forgotten + 1) }
        world.answers[request.token] = (request, ids)
        if world.lies.contains(.hiddenDuplicate) { duplicate(request) }
        if fault == .slow { await beSlow() }
        if fault == .lostAfter { throw ServiceFailure(.unavailable, "connection reset") }
        if fault == .twice, let again = try known(request) { ids = again }
        ids.reverse()
        return try end(ids)
    }

    /// The instances of a call with the same token; nil for the first. The same token for another launch is refused.
    private func known(_ request: LaunchRequest) throws(ServiceFailure) -> [String]? {
        guard let known = world.answers[request.token], !world.lies.contains(.hiddenDuplicate) else { return nil }
        guard known.request == request else { throw ServiceFailure(.tokenMismatch, "IdempotentParameterMismatch") }
        return known.ids
    }

    /// A second machine that no description shows.
    private func duplicate(_ request: LaunchRequest) {
        let id = world.addNew(request, number: world.hosts.count + world.forgotten + 1)
        world.host(id)?.isDuplicate = true
    }

    /// A call that outlasts the lock; the other runner uses the time.
    private func beSlow() async {
        world.now = world.now + (LockRecord.lifetime + LockRecord.skew + 5)
        let other = world.duringSlowCall
        world.duringSlowCall = nil
        await other?()
    }

    private func refusal(_ code: ServiceFailure.Code, _ placement: Placement) -> ServiceFailure {
        switch code {
        case .refused: ServiceFailure(code, "invalid: password=hunter2hunter2")
        case .capacity: ServiceFailure(code, "\(placement.zone) has no room for another host")
        default: ServiceFailure(code, code.rawValue)
        }
    }

    func terminate(_ ids: [String]) async throws(ServiceFailure) -> [String: ServiceFailure] {
        try answer(.terminate)
        if world.faults.deniesTerminate, !world.isRepaired {
            throw ServiceFailure(.denied, "UnauthorizedOperation: ec2:TerminateInstances")
        }
        world.checker?.willTerminate(ids, isFenced: isFenced, world)
        var refused: [String: ServiceFailure] = [:]
        for id in ids {
            guard let host = world.host(id) else { continue }
            if host.isProtected {
                refused[id] = ServiceFailure(.protected, "OperationNotPermitted")
            } else if ![.shuttingDown, .terminated].contains(host.state(at: world.now)) {
                host.endedAt = world.now
                host.wasTerminated = true
            }
        }
        guard process.passBoundary() else { throw dead }
        return refused
    }

    func console(_ id: String) async throws(ServiceFailure) -> String {
        try answer(.describe)
        return "[    0.000000] Linux version 6\nlogin:"
    }

    func isolate(_ id: String, until: Timestamp) async throws(ServiceFailure) {
        try answer(.terminate)
        world.checker?.willChange(.isolate(id), isFenced: isFenced, world)
        if let host = world.host(id) {
            if host.stoppedAt == nil { host.stoppedAt = world.now }
            host.isKept = true
        }
        guard process.passBoundary() else { throw dead }
    }

    func carry(_ step: CarryStep, _ item: String, of id: String) async throws(ServiceFailure) {
        guard process.passBoundary() else { throw dead }
        world.mutations += 1
        world.checker?.willChange(.carry(step, item: item, id), isFenced: isFenced, world)
        if world.lacksRights, !world.lies.contains(.rightsAsHealth) {
            throw ServiceFailure(.credentials, "ExpiredToken")
        }
        guard let host = world.host(id) else { throw ServiceFailure(.notFound, "InvalidInstanceID.NotFound") }
        try world.apply(step, item, to: host)
        guard process.passBoundary() else { throw dead }
    }

    func isLaunchable(_ image: String) async throws(ServiceFailure) -> Bool {
        try answer(.describe)
        return world.lies.contains(.launchable) || world.isLaunchable(image)
    }

    func alarm(_ name: String) async throws(ServiceFailure) -> GateReading {
        guard let alarm = world.faults.alarm, world.isIn(alarm.times) else { return .pass }
        return alarm.reading
    }

    // MARK: What every call meets

    private enum Call {
        case describe, terminate
        case launch(LaunchRequest)
    }

    private var dead: ServiceFailure { ServiceFailure(.unavailable, "the process was killed") }
    private var isFenced: Bool { world.hasLock(process) }

    private func answer(_ call: Call) throws(ServiceFailure) {
        guard process.isAlive else { throw dead }
        let bucket: String
        switch call {
        case .describe:
            bucket = "describe"
            if happens(world.faults.throttledDescribe) { throw ServiceFailure(.throttled, "RequestLimitExceeded") }
        case .launch(let request):
            guard process.passBoundary() else { throw dead }
            world.mutations += 1
            bucket = "launch"
            world.checker?.willChange(.launch(request), isFenced: isFenced, world)
        case .terminate:
            guard process.passBoundary() else { throw dead }
            world.mutations += 1
            bucket = "terminate"
        }
        if world.lacksRights, !world.lies.contains(.rightsAsHealth) {
            throw ServiceFailure(.credentials, "ExpiredToken")
        }
        if world.buckets[bucket]?.take(1, at: world.now.seconds) == 0 {
            throw ServiceFailure(.throttled, "RequestLimitExceeded")
        }
    }

    private func happens(_ oneIn: Int) -> Bool { oneIn > 0 && !world.isRepaired && world.random.once(in: oneIn) }

    private func end(_ ids: [String]) throws(ServiceFailure) -> [Instance] {
        guard process.passBoundary() else { throw dead }
        return ids.compactMap { world.host($0)?.instance(at: world.now) }
    }
}

extension World {
    /// Whether a process has the lock now, as the store's truth says; clocks may differ by what is tolerated.
    func hasLock(_ process: SimulatedProcess) -> Bool {
        guard let lock else { return false }
        return lock.owner == process.name && lock.expiry.since(now) >= -LockRecord.skew
    }
}
