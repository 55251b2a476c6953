import Fleet
import FleetSimulator
import Testing
import Values

@Suite struct `A journal that is lost` {
    @Test(arguments: [Policy.Order.surge, .rolling], Array(stride(from: 30, through: 930, by: 60)))
    func `76 is rebuilt from tags, and the run goes on once somebody has looked`(
        order: Policy.Order, time: Int
    ) async {
        let stopped = await simulate(4, order) { $0.faults.journalLostAt = time }
        let isOver = stopped.ending == .finished(.done)
        if !isOver {
            expect(stopped, exit: 3, blocker: .approval)
            #expect(stopped.events.contains { $0.kind == .runRebuilt })
        }
        let report = await simulate(4, order) {
            $0.faults.journalLostAt = time
            $0.repairs = 1
        }
        expect(report, exit: 0)
        #expect(report.live == 4)
    }

    @Test func `77 without tags stops the run, and changes nothing`() async {
        let report = await simulate(4) {
            $0.faults.journalLostAt = 300
            $0.faults.stripsTags = true
        }
        expect(report, exit: 4, blocker: .journal)
        #expect(report.ending.blocker?.detail.contains("has no tag of run") == true)
        #expect(report.events.allSatisfy { $0.kind == .lockAcquired })
    }

    @Test func `76 in a rollback stops the run, for it is not clear which way it goes`() async {
        let report = await simulate(3, .rolling) {
            $0.requests = [(900, .rollback)]
            $0.faults.journalLostAt = 1300
        }
        expect(report, exit: 4, blocker: .journal)
        #expect(report.ending.blocker?.detail.contains("is not made from") == true)
    }
}

@Suite struct `A run that needs approval` {
    @Test func `does nothing until enough other people approved this very plan`() async {
        let waiting = await simulate {
            $0.policy.approvals = 2
            $0.approvals = [(0, "ann"), (0, "ann")]
        }
        expect(waiting, exit: 3, blocker: .approval)
        #expect(waiting.events.allSatisfy { $0.kind == .lockAcquired })
        #expect(waiting.mutations == 0)
        let report = await simulate {
            $0.policy.approvals = 2
            $0.approvals = [(0, "ann"), (0, "bob")]
        }
        expect(report, exit: 0)
        #expect(report.events.filter { $0.kind == .runApproved }.map(\.reason) == ["ann", "bob"])
    }

    @Test func `needs it again when its journal was lost`() async {
        func run(_ second: Int) async -> Report {
            await simulate {
                $0.policy.approvals = 1
                $0.approvals = [(0, "ann"), (second, "ann")]
                $0.faults.journalLostAt = 300
                $0.repairs = 1
            }
        }
        expect(await run(100), exit: 3, blocker: .approval)
        expect(await run(600), exit: 0)
    }
}

@Suite struct `What is waited for` {
    @Test func `has a name and a deadline in every turn, and the deadline is kept`() async {
        var setup = Setup(hosts: 4)
        setup.faults.olds = [2: .neverDrains, 3: .stuckTarget]
        setup.faults.hosts = [5: .neverJoins]
        setup.faults.zones = ["zone-2": .refused(.capacity)]
        let rotation = Rotation(setup)
        var seen: Set<Blocker.Kind> = []
        rotation.didTurn = { runner, now in
            for wait in runner.waits {
                seen.insert(wait.blocker.kind)
                guard wait.phase != .blocked else { continue }
                #expect(wait.deadline != nil, "\(wait)")
                // The next look may be half a minute late.
                #expect(wait.deadline.map { now.since($0) <= 60 } ?? true, "\(wait)")
            }
        }
        let report = await rotation.run()
        expect(report, exit: 4, blocker: .capacity)
        #expect(seen.isSuperset(of: [.boot, .status, .join, .gate, .drain, .deregistration, .wave, .capacity]))
    }
}

@Suite struct `A large fleet` {
    @Test func `87 with faults on one host in twenty is replaced all the same`() async {
        let report = await Rotation(Setup.large(hosts: 300, seed: 87)).run()
        expect(report, exit: 0)
        #expect(report.live == 300)
    }
}
