import Fleet
import FleetSimulator
import Testing

@Suite struct `What hosts carry` {
    private func simulate(_ hosts: Int = 3, _ change: (inout Setup) -> Void = { _ in }) async -> Report {
        var setup = Setup(hosts: hosts, order: .rolling)
        setup.carries = true
        change(&setup)
        return await Rotation(setup).run()
    }

    private func steps(_ report: Report) -> [SlotPhase] { report.state.slots.map(\.phase) }

    @Test func `moves to the replacements, one host at a time`() async {
        let report = await simulate()
        expect(report, exit: 0)
        #expect(report.live == 3)
    }

    @Test func `95 and does not come off blocks its slot, which goes back, and the others go on`() async {
        let report = await simulate { $0.faults.olds = [2: .holdsCarried] }
        expect(report, exit: 4, blocker: .carried)
        #expect(report.state.slots.count { $0.phase == .cleaned } == 2)
        #expect(report.live == 3)
        let repaired = await simulate {
            $0.faults.olds = [2: .holdsCarried]
            $0.repairs = 1
        }
        expect(repaired, exit: 0)
    }

    @Test func `95 is taken by force where the fleet file allows it, on record`() async {
        let report = await simulate {
            $0.faults.olds = [2: .holdsCarried]
            $0.policy.drain.forces = true
        }
        expect(report, exit: 0)
        #expect(report.events.contains { $0.reason == Mark.forced.rawValue })
    }

    @Test func `96 comes back with a rollback`() async {
        for at in stride(from: 60, through: 2400, by: 180) {
            let report = await simulate { $0.requests = [(at, .rollback)] }
            #expect(report.violations == [], "at \(at)")
            #expect(report.live == 3, "at \(at)")
        }
    }

    @Test func `96 comes back when the new image fails`() async {
        let report = await simulate { $0.faults.images["ami-new"] = .neverJoins }
        expect(report, exit: 5)
        #expect(report.live == 3)
    }

    @Test func `is lost by no crash`() async {
        let boundaries = await simulate(2).boundaries
        for life in 1...boundaries {
            let report = await simulate(2) { $0.lives = [life] }
            #expect(report.violations == [], "killed after \(life)")
            #expect(report.ending == .finished(.done), "killed after \(life)")
        }
    }

    @Test func `is left out of a plan that would have old and new side by side`() async {
        var setup = Setup(hosts: 3)
        setup.carries = true
        let report = await Rotation(setup).run()
        expect(report, exit: 4, blocker: .carried)
        #expect(!report.events.contains { $0.to == .launchIntent })
    }
}
