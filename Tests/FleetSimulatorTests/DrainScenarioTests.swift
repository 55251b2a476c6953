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
