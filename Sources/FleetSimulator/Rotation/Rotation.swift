package import Fleet
package import Values

/// Carries one simulated rotation through, over kills, take-overs and repairs, until it ends.
package final class Rotation {
    let setup: Setup
    let world: World
    let content = StoreContent()
    let plan: Plan
    var timing = Timing()
    private var runners = 0
    private var turns = 0
    private var isOver = false
    private var hasLostJournal = false
    /// Told after every turn.
    package var didTurn: ((Runner, Timestamp) -> Void)?
    private var requests: [(at: Int, request: Request)]

    package init(_ setup: Setup) {
        self.setup = setup
        requests = setup.requests
        world = World(
            seed: setup.seed, faults: setup.faults, lies: setup.lies, usesTargets: setup.policy.usesTargets)
        world.otherManagers = setup.otherManagers
        let placements = (0..<setup.zones).flatMap { zone in
            setup.types.map { Placement(zone: "zone-\(zone)", subnet: "subnet-\(zone)", type: $0) }
        }
        let old = Self.spec("old")
        for index in 0..<setup.hosts {
            let placement = placements[index % setup.zones * setup.types.count]
            world.addOld(
                placement, spec: old, isManager: index >= setup.hosts - setup.managers,
                fault: setup.faults.olds[index + 1])
        }
        if setup.carries { world.addCarried() }
        var policy = setup.policy
        policy.desired = setup.hosts + setup.missing
        plan = Self.plan(world, policy, placements, hasPrevious: setup.hasPrevious, run: "run-\(setup.seed)")
        if let late = setup.faults.lateProtection { world.host("i-old\(late)")?.isProtected = true }
        content.approvals = setup.approvals.map {
            ApprovalRecord(by: $0.by, digest: plan.digest, at: world.start + $0.at)
        }
        for (place, fault) in setup.faults.olds where fault == .restarted {
            world.host("i-old\(place)")?.become(launchedAt: world.start + -60)
        }
        guard setup.isChecked else { return }
        var approved = plan
        if setup.approved != nil || setup.approvedImage != nil {
            var other = setup.approved ?? policy
            other.desired = policy.desired
            approved = Self.plan(
                world, other, placements, hasPrevious: setup.hasPrevious, run: plan.run,
                image: setup.approvedImage ?? "new")
        }
        world.checker = InvariantChecker(approved, census: world.census)
    }

    static func spec(_ name: String) -> HostSpec {
        HostSpec(
            image: "ami-\(name)", imageName: "web@\(name)",
            digest: HostDigest(image: "ami-\(name)", configuration: "#cloud-config", settings: "m7i"))
    }

    static func plan(
        _ world: World, _ policy: Policy, _ placements: [Placement], hasPrevious: Bool, run: String,
        image: String = "new"
    ) -> Plan {
        let instances = world.hosts.map { $0.instance(at: world.now) }
        let members = world.hosts.compactMap { host in host.member(at: world.now).map { (host.id, $0) } }
        let observed = Observed(
            at: world.now, instances: instances,
            members: MemberReport(members: Dictionary(members) { first, _ in first }, quorum: world.quorum))
        return FleetPlanner.plan(
            observed: observed,
            wanted: Wanted(
                run: run, fleet: "fleet", spec: spec(image), previous: hasPrevious ? spec("old") : nil,
                placements: placements), policy: policy)
    }

    /// Runs until the end, and once more when it was a success.
    package func run() async -> Report {
        var ending = await runOnce()
        var repairs = setup.repairs
        while repairs > 0, !isOver, canGoOn(ending) {
            repairs -= 1
            world.isRepaired = true
            for host in world.hosts { repair(host) }
            world.now = world.now + 600
            content.requests.append(RequestRecord(.resume))
            ending = await runOnce()
        }
        finish(ending)
        return Report(
            ending: ending, violations: world.checker?.violations ?? [], turns: turns,
            seconds: world.now.since(world.start), mutations: world.mutations, boundaries: lastBoundaries,
            events: content.events, state: RunState(plan, events: content.events), live: world.live,
            managers: world.hosts.count { $0.isManager && $0.state(at: world.now).isLive })
    }

    private var lastBoundaries = 0

    private func canGoOn(_ ending: Ending) -> Bool {
        switch ending {
        case .finished(.blocked), .finished(.rollbackIncomplete), .paused, .journal: true
        default: false
        }
    }

    /// A person removes what holds a host.
    private func repair(_ host: SimulatedHost) {
        host.attachmentsUntil = nil
        if host.holdsTasks { (host.holdsTasks, host.drainSeconds) = (false, 10) }
        host.isProtected = false
        host.holdsCarried = false
        if host.drainSeconds == nil { host.drainSeconds = 10 }
        if host.deregistrationSeconds > 600 { host.deregistrationSeconds = 30 }
    }

    /// Starts processes, one after the other where they are killed, until one says how it ended.
    private func runOnce() async -> Ending {
        while true {
            let process = start()
            let ending = await drive(process)
            lastBoundaries = process.boundaries
            if isEndless() { return ending }
            switch ending {
            case .locked: world.now = world.now + 15
            case .fenced: continue
            default: if process.isAlive { return ending }
            }
        }
    }

    /// No rotation takes longer, in virtual seconds, nor more turns; with repairs and one host at a time either.
    private static let longest = 40 * 86_400
    private var mostTurns: Int { 2000 + 1000 * (setup.hosts + setup.missing) }

    private func start() -> SimulatedProcess {
        runners += 1
        let life = setup.lives.indices.contains(runners - 1) ? setup.lives[runners - 1] : nil
        return SimulatedProcess(name: "runner-\(runners)", life: life)
    }

    private func runner(_ process: SimulatedProcess) -> Runner {
        Runner(
            plan,
            Services(
                cloud: SimulatedCloud(world: world, process: process),
                workload: SimulatedWorkload(world: world, process: process),
                clock: SimulatedClock(world: world, process: process),
                store: SimulatedStore(world: world, process: process, content: content)),
            owner: process.name, share: setup.share)
    }

    private func drive(_ process: SimulatedProcess) async -> Ending {
        var runner = runner(process)
        // Unchecked rotations are measured.
        if world.checker == nil { runner.didDecide = { [unowned self] in timing.add($0) } }
        if setup.hasSecondRunner, runners == 1 { world.duringSlowCall = { [unowned self] in await self.intrude() } }
        while true {
            while let next = requests.first, world.now.since(world.start) >= next.at {
                content.requests.append(RequestRecord(next.request))
                requests.removeFirst()
            }
            if let lost = setup.faults.journalLostAt, !hasLostJournal, world.now.since(world.start) >= lost {
                // A computer is lost with the runner on it and its disk.
                process.kill()
                loseJournal()
                return .interrupted
            }
            do throws(Ending) {
                turns += 1
                let wait = try await runner.tick()
                world.now = world.now + wait
                world.checker?.checkWaits(world)
                didTurn?(runner, world.now)
                if isEndless() { return .interrupted }
            } catch {
                if process.isAlive { await runner.release() }
                if process.isAlive, !content.events.isEmpty, content.keepsEvents { compare(runner) }
                return error
            }
        }
    }

    /// Whether the rotation would go on for ever. That is a broken invariant, and ends the simulation.
    private func isEndless() -> Bool {
        if turns > mostTurns || world.now.since(world.start) > Self.longest {
            world.checker?.report(.boundedWaits, "the run does not end")
            isOver = true
        }
        if world.checker?.isEndless == true { isOver = true }
        return isOver
    }

    private func loseJournal() {
        hasLostJournal = true
        content.loseJournal()
        world.checker?.journalWasLost()
        guard setup.faults.stripsTags else { return }
        for host in world.hosts { host.become(tags: HostTags()) }
    }

    /// What the runner holds for true must be what the journal says.
    private func compare(_ runner: Runner) {
        guard runner.state.seq == content.seq else { return }
        world.checker?.compare(runner.state)
    }

    /// Another process takes over while the first hangs in a call, does some turns, and is killed.
    private func intrude() async {
        let process = start()
        var other = runner(process)
        for _ in 0..<6 {
            do throws(Ending) { world.now = world.now + (try await other.tick()) } catch { break }
        }
        if process.isAlive { await other.release() }
    }

    private func finish(_ ending: Ending) {
        guard case .finished(let outcome) = ending else { return }
        let live = world.hosts.filter { $0.record.tags.run == plan.run && $0.state(at: world.now).isLive }
        world.checker?.didFinish(live: live.map(\.id))
        world.checker?.checkCarried(world)
        guard outcome == .done, world.checker != nil else { return }
        // Settled hosts only: those that a fault ended meanwhile are another run's to replace.
        let again = Self.plan(world, plan.policy, plan.placements, hasPrevious: true, run: "again")
        let unfinished = again.slots.filter { $0.reason != .missing }
        if !unfinished.isEmpty {
            world.checker?.report(.convergence, unfinished.map { "\($0.id): \($0.reason)" }.joined(separator: ", "))
        }
    }
}
