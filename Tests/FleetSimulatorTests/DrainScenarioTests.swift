import Fleet
import FleetSimulator
import Testing

@Suite struct `Old hosts that do not go` {
    @Test(arguments: [
        (33, Faults.Old.neverDrains, Blocker.Kind.drain), (41, .stuckTarget, .deregistration),
        (45, .attached, .attachments), (46, .uncordoned, .uncordoned), (52, .protected, .protected),
    ])
    func `33 41 45 46 52 81 one host stays in service, the others go on`(
        number: Int, fault: Faults.Old, blocker: Blocker.Kind
    ) async {
        let report = await simulate(4) { $0.faults.olds = [2: fault] }
        expect(report, exit: 4, blocker: blocker)
        #expect(report.live == 4)
        #expect(report.state.slots.count { $0.phase == .cleaned } == 3)
        #expect(!report.events.contains { $0.to == .terminateIntent && $0.old == "i-old2" })
    }

    @Test func `46 a host that somebody cordoned before is replaced like the others`() async {
        expect(await simulate(4) { $0.faults.olds = [2: .cordonedBefore] }, exit: 0)
    }

    @Test(arguments: [Policy.Order.surge, .rolling])
    func `46 a host that somebody cordoned before stays cordoned when its slot goes back`(order: Policy.Order) async {
        for time in stride(from: 10, to: 800, by: 10) {
            let report = await simulate(1, order) {
                $0.faults.olds = [1: .cordonedBefore]
                $0.requests = [(time, .rollback)]
            }
            #expect(report.violations == [], "rolled back after \(time) s")
            #expect([0, 5].contains(report.ending.exitCode), "\(report.ending) after \(time) s")
        }
    }

    @Test func `36 a task that not even force removes keeps its host`() async {
        let report = await simulate(4) {
            $0.policy.drain.forces = true
            $0.faults.olds = [2: .finalizer]
        }
        expect(report, exit: 4, blocker: .drain)
        #expect(report.live == 4)
        #expect(report.state.slots.contains { $0.blocker?.detail.contains("finalizer") == true })
    }

    @Test func `37 38 a task that comes back after the drain is drained too`() async {
        let report = await simulate(2) { $0.faults.olds = [1: .lateTask, 2: .lateTask] }
        expect(report, exit: 0)
    }

    @Test func `39 the blocked slot names what holds the tasks`() async {
        let report = await simulate(2) { $0.faults.olds = [1: .neverDrains] }
        expect(report, exit: 4, blocker: .drain)
        #expect(report.state.slots.contains { $0.blocker?.detail.contains("held by budget web") == true })
    }

    @Test func `40 a cluster that does not answer during a drain is waited for`() async {
        let calm = await simulate(3)
        let drain = calm.events.first { $0.to == .oldDraining }
        let begin = drain.map { $0.at.since(calm.events[0].at) } ?? 0
        #expect(begin > 0)
        let report = await simulate(3) { $0.faults.clusterDown = begin..<(begin + 500) }
        expect(report, exit: 0)
        #expect(report.events.contains { $0.kind == .apiRetry })
    }

    @Test func `40 a cluster that never answers again pauses the run`() async throws {
        let report = await simulate(3) { $0.faults.clusterDown = 60..<1_000_000 }
        expect(report, exit: 3, blocker: .service)
        #expect(report.ending.blocker?.detail.contains("no leader") == true)
        let told = try #require(report.events.first { $0.kind == .apiRetry })
        let paused = try #require(report.events.last { $0.kind == .runPaused })
        #expect((900..<1000).contains(paused.at.since(told.at)))
    }

    @Test func `40 a cluster that does not answer at the beginning pauses the run, and it begins later`() async {
        expect(await simulate(3) { $0.faults.clusterDown = 0..<1_000_000 }, exit: 3, blocker: .service)
        let resumed = await simulate(3) {
            $0.faults.clusterDown = 0..<1000
            $0.repairs = 1
        }
        expect(resumed, exit: 0)
    }

    @Test func `42 one target group that holds the host counts for all`() async {
        let report = await simulate(3) { $0.faults.olds = [1: .stuckTarget] }
        expect(report, exit: 4, blocker: .deregistration)
    }

    @Test func `43 a load balancer that refuses is asked again`() async {
        let report = await simulate(3) { $0.faults.olds = [1: .deregistrationRefused(times: 4)] }
        expect(report, exit: 0)
        // Told, but not four times.
        #expect(report.events.filter { $0.kind == .apiRetry }.map(\.api) == ["deregister"])
    }

    @Test func `44 no host ends within 20 seconds after its load balancers let it go`() async throws {
        let report = await simulate(3)
        expect(report, exit: 0)
        for slot in Set(report.events.compactMap(\.slot)) {
            let lines = report.events.filter { $0.slot == slot }
            let seen = try #require(lines.first { $0.reason == "deregistered" })
            let end = try #require(lines.first { $0.to == .terminateIntent })
            #expect(end.at.since(seen.at) >= 20)
        }
    }

    @Test func `83 an instance that was stopped and started since the plan is another one`() async {
        let report = await simulate(3) { $0.faults.olds = [2: .restarted] }
        expect(report, exit: 4, blocker: .identity)
        #expect(report.live == 3)
        #expect(!report.events.contains { $0.to == .terminateIntent && $0.old == "i-old2" })
    }

    @Test func `81 a host that is protected after the plan was made stays`() async {
        let report = await simulate(4) { $0.faults.lateProtection = 3 }
        expect(report, exit: 4, blocker: .protected)
        #expect(report.live == 4)
    }

    @Test func `33 a blocked slot is tried again when somebody resumes`() async {
        let report = await simulate(4) {
            $0.faults.olds = [2: .neverDrains]
            $0.repairs = 1
        }
        expect(report, exit: 0)
    }

    @Test func `33 a host stays until its replicas run elsewhere`() async throws {
        let report = await simulate(3) { $0.faults.olds = [1: .homeless(seconds: 300)] }
        expect(report, exit: 0)
        let lines = report.events.filter { $0.old == "i-old1" }
        let begun = try #require(lines.first { $0.to == .oldDraining })
        let drained = try #require(lines.first { $0.to == .oldDrained })
        #expect(drained.at.since(begun.at) >= 300)
    }

    @Test func `33 replicas that run nowhere else keep their host, unless it goes by force`() async {
        let report = await simulate(3) { $0.faults.olds = [1: .homeless(seconds: 1_000_000)] }
        expect(report, exit: 4, blocker: .drain)
        #expect(report.state.slots.contains { $0.blocker?.detail == "2 of i-old1 do not run elsewhere yet" })
        let forced = await simulate(3) {
            $0.policy.drain.forces = true
            $0.faults.olds = [1: .homeless(seconds: 1_000_000)]
        }
        expect(forced, exit: 0)
    }

    @Test func `35 force deletes what a budget protects, and says so in the journal`() async {
        let report = await simulate(2) {
            $0.policy.drain.forces = true
            $0.faults.olds = [1: .neverDrains]
        }
        expect(report, exit: 0)
        #expect(report.events.contains { $0.kind == .drainBlocked && $0.blocker?.kind == .drain })
        #expect(report.events.contains { $0.reason == "forced" })
    }
}

@Suite struct `Managers` {
    @Test func `63 the leader is demoted before it goes`() async {
        let report = await simulate(3) { $0.managers = 3 }
        expect(report, exit: 0)
    }

    @Test func `64 a single manager becomes two, and one again`() async {
        expect(await simulate(1) { $0.managers = 1 }, exit: 0)
    }

    @Test func `66 another fleet's manager in flight is waited for`() async {
        let report = await simulate(1) {
            $0.managers = 1
            $0.otherManagers = 1
            $0.faults.otherManagerDown = 0..<900
        }
        expect(report, exit: 0)
        let demoted = report.events.first { $0.to == .oldDraining }
        #expect(demoted.map { $0.at.since(report.events[0].at) >= 890 } == true)
    }

    @Test func `67 a cluster without a leader after a demotion is waited for`() async {
        let report = await simulate(3) {
            $0.managers = 3
            $0.faults.losesLeader = true
        }
        expect(report, exit: 0)
        #expect(report.events.contains { $0.kind == .apiRetry })
    }

    @Test func `62 68 without a quorum to spare no manager goes`() async {
        let report = await simulate(1) {
            $0.managers = 1
            $0.otherManagers = 1
            $0.faults.isManagerDown = true
        }
        // Nor can the new manager be taken away again: both stay, and the message says why.
        expect(report, exit: 4, blocker: .undo)
        #expect(report.live == 2)
        #expect(report.state.slots[0].blocker?.detail.contains("quorum") == true)
    }
}

@Suite struct `Volumes` {
    @Test func `95 one that is not let go keeps its host, and nothing is launched for it`() async {
        let report = await simulate(3, .rolling) {
            $0.policy.canaries = 0
            $0.policy.waves = [100]
            $0.faults.carriesVolumes = true
            $0.faults.olds = [2: .attached]
        }
        expect(report, exit: 4, blocker: .attachments)
        #expect(report.live == 3)
        #expect(!report.events.contains { $0.slot == "i-old2" && $0.to == .launchIntent })
    }

    @Test func `96 a rollback ends no host that still holds one`() async {
        let report = await simulate(3, .rolling) {
            $0.faults.carriesVolumes = true
            $0.requests = [(900, .rollback)]
        }
        expect(report, exit: 5)
        #expect(report.live == 3)
        #expect(report.state.slots.contains { $0.isBack })
    }
}
