import Fleet
import FleetSimulator
import Testing

@Suite struct `New hosts that are not well` {
    @Test(arguments: [
        (20, Faults.Host.neverBoots), (21, .impaired), (22, .flaps), (23, .failsAfter(seconds: 30)), (25, .neverWell),
        (25, .neverJoins),
    ])
    func `20 21 22 23 25 a bad image is rolled back by itself`(number: Int, fault: Faults.Host) async {
        let report = await simulate(5) { $0.faults.images["ami-new"] = fault }
        expect(report, exit: 5)
        #expect(report.live == 5)
        // The canary was alone, so no old host was touched.
        #expect(!report.events.contains { $0.to == .terminateIntent })
        #expect(report.events.contains { $0.kind == .evidence })
    }

    @Test func `20 one host that never boots is replaced, with its console kept`() async {
        let report = await simulate(3) { $0.faults.hosts = [4: .neverBoots] }
        expect(report, exit: 0)
        #expect(report.events.contains { $0.kind == .evidence && $0.new == "i-new000004" })
    }

    @Test func `24 a host that runs another image is not taken for the new one`() async {
        let report = await simulate(1) { $0.faults.hosts = [2: .wrongImage] }
        expect(report, exit: 0)
        #expect(report.events.contains { $0.blocker?.kind == .wrongImage })
    }

    @Test func `26 an alarm without data holds the run, and pauses it in the end`() async {
        let report = await simulate {
            $0.policy.gates.append(.alarm(name: "errors", blocksWithoutData: true))
            $0.faults.alarm = (.noData("errors"), 0..<100_000)
        }
        expect(report, exit: 3, blocker: .alarm)
        #expect(!report.events.contains { $0.to == .launchIntent })
    }

    @Test func `26 an alarm that says nothing after the canary holds the run, and pauses it in the end`() async {
        let report = await simulate {
            $0.policy.gates.append(.alarm(name: "errors", blocksWithoutData: true))
            $0.faults.alarm = (.noData("errors"), 60..<100_000)
        }
        expect(report, exit: 3, blocker: .alarm)
        #expect(!report.events.contains { $0.to == .oldCordoned })
    }

    @Test func `20 a host that fails after it joined is kept as evidence`() async {
        let report = await simulate(3) {
            $0.faults.hosts = [4: .failsAfter(seconds: 30)]
            $0.policy.keptHosts = 1
        }
        expect(report, exit: 0)
        #expect(report.state.kept.count == 1)
    }

    @Test(arguments: [Policy.Order.surge, .rolling], Array(stride(from: 0, through: 900, by: 60)))
    func `29 an old host that stops by itself goes with its slot`(order: Policy.Order, after: Int) async {
        let report = await simulate(3, order) { $0.faults.olds = [2: .stops(after: after)] }
        expect(report, exit: 0)
        #expect(report.live == 3)
    }

    @Test func `27 an alarm that fires in a late wave brings the old image back everywhere`() async {
        let report = await simulate(8) {
            $0.policy.gates.append(.alarm(name: "errors", blocksWithoutData: true))
            $0.faults.alarm = (.fail("errors"), 1500..<1600)
        }
        expect(report, exit: 5)
        #expect(report.live == 8)
        #expect(report.events.contains { $0.kind == .rollbackStarted && $0.blocker?.kind == .alarm })
        #expect(report.state.slots.contains { $0.isBack })
    }

    @Test func `28 a new host that is taken away is replaced`() async {
        let report = await simulate(2) { $0.faults.hosts = [3: .diesAfter(seconds: 60)] }
        expect(report, exit: 0)
        #expect(report.live == 2)
    }

    @Test(arguments: [0, 200, 330]) func `29 82 an old host that goes by itself does not stop its slot`(
        after: Int
    ) async {
        let report = await simulate(3) { $0.faults.olds = [1: .dies(after: after)] }
        expect(report, exit: 0)
        #expect(report.live == 3)
    }

    @Test func `31 an endpoint that accepts and never answers is a failed gate in the end`() async {
        let report = await simulate(5) { $0.faults.images["ami-new"] = .hangs }
        expect(report, exit: 5)
        #expect(report.live == 5)
        #expect(report.events.contains { $0.blocker?.detail.contains("does not answer") == true })
    }

    @Test func `93 an emergency with a failing canary pauses, and never goes back`() async {
        let report = await simulate(5) {
            $0.policy.rollsBack = false
            $0.faults.images["ami-new"] = .neverWell
        }
        expect(report, exit: 3, blocker: .failures)
        #expect(!report.events.contains { $0.kind == .rollbackStarted })
    }
}
