import Fleet
import Values

/// A Swarm and its load balancers.
struct SimulatedWorkload: Workload {
    let world: World
    let process: SimulatedProcess

    func members(of instances: [Instance]) async throws(ServiceFailure) -> MemberReport {
        guard process.isAlive else { throw dead }
        if world.lacksRights, !world.lies.contains(.rightsAsHealth) {
            throw ServiceFailure(.credentials, "certificate has expired")
        }
        if world.isClusterDown { throw ServiceFailure(.unavailable, "the cluster has no leader") }
        let now = world.now
        var members: [String: Member] = [:]
        members.reserveCapacity(instances.count)
        for (place, instance) in instances.enumerated() {
            guard let host = world.host(instance, shownAt: place), var member = host.member(at: now) else { continue }
            distort(&member, host)
            members[instance.id] = member
        }
        var quorum = world.quorum
        if world.lies.contains(.quorum), let real = quorum {
            quorum = Quorum(voters: real.voters + 2, reachable: real.voters + 2)
        }
        return MemberReport(members: members, quorum: quorum)
    }

    private func distort(_ member: inout Member, _ host: SimulatedHost) {
        if world.lies.contains(.well), host.isRunning(at: world.now) { member.isReady = true }
        if world.lies.contains(.unused), !host.isRegistered { member.target = .unused }
        if world.lies.contains(.drained), host.isCordoned { (member.tasks, member.attachments) = (0, 0) }
        if world.lies.contains(.rightsAsHealth), world.lacksRights { member.isReady = false }
        if world.lies.contains(.schedulable), !host.isCordonAsked { member.isCordoned = false }
    }

    func perform(_ change: HostChange, on instance: Instance) async throws(ServiceFailure) {
        guard process.passBoundary() else { throw dead }
        world.mutations += 1
        world.checker?.willChange(.change(change, instance.id), isFenced: world.hasLock(process), world)
        if world.lacksRights, !world.lies.contains(.rightsAsHealth) {
            throw ServiceFailure(.credentials, "certificate has expired")
        }
        if world.isClusterDown { throw ServiceFailure(.unavailable, "the cluster has no leader") }
        if let host = world.host(instance.id) {
            if change == .deregister, host.deregistrationRefusals > 0 {
                host.deregistrationRefusals -= 1
                throw ServiceFailure(.unavailable, "500 InternalFailure")
            }
            apply(change, to: host)
        }
        guard process.passBoundary() else { throw dead }
    }

    private func apply(_ change: HostChange, to host: SimulatedHost) {
        let now = world.now
        switch change {
        case .cordon: (host.isCordoned, host.isCordonAsked) = (true, true)
        case .uncordon: (host.isCordoned, host.drainedAt) = (false, nil)
        case .register:
            guard !host.isRegistered else { return }
            (host.isRegistered, host.registeredAt, host.deregisteredAt) = (true, now, nil)
        case .deregister:
            guard host.isRegistered else { return }
            (host.isRegistered, host.deregisteredAt) = (false, now)
        case .demote:
            if world.faults.losesLeader, host.isLeader { world.leaderlessUntil = now + 40 }
            (host.isManager, host.isLeader) = (false, false)
        case .promote: host.isManager = true
        case .drain:
            if host.drainedAt == nil { host.drainedAt = now }
            // Somebody makes the host schedulable again.
            if !world.isRepaired, world.faults.olds[world.place(host.id)] == .uncordoned {
                (host.isCordoned, host.drainedAt) = (false, nil)
            }
        case .forceDrain: if !host.holdsTasks { (host.drainSeconds, host.drainedAt) = (0, now) }
        case .leave: host.hasLeft = true
        case .remove: host.isRemoved = true
        }
    }

    func reading(of gate: Gate, on instance: Instance) async throws(ServiceFailure) -> GateReading {
        guard process.isAlive else { throw dead }
        if world.lies.contains(.well) { return .pass }
        if world.lies.contains(.rightsAsHealth), world.lacksRights { return .fail("403") }
        if world.lacksRights { throw ServiceFailure(.credentials, "ExpiredToken") }
        guard let host = world.host(instance.id) else { return .noData("no such host") }
        if host.isHanging { return .noData("\(instance.id) does not answer in time") }
        return host.isWell(at: world.now) ? .pass : .fail("\(instance.id) answers 503")
    }

    private var dead: ServiceFailure { ServiceFailure(.unavailable, "the process was killed") }
}

extension World {
    /// A host's place in the fleet, from 1.
    func place(_ id: String) -> Int { Int(id.dropFirst(5)) ?? 0 }
}
