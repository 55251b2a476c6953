import Fleet
import FleetSimulator
import Testing

@Suite struct `Control of a run` {
    @Test func `65 a rollback while a host joins takes the new host away`() async {
        let report = await simulate(3) { $0.requests = [(60, .rollback)] }
        expect(report, exit: 5)
        #expect(report.live == 3)
        #expect(!report.events.contains { $0.to == .terminateIntent })
    }

    @Test(arguments: [Policy.Order.surge, .rolling]) func `65 a late rollback launches the old image again`(
        order: Policy.Order
    ) async {
        let report = await simulate(4, order) { $0.requests = [(900, .rollback)] }
        expect(report, exit: 5)
        #expect(report.live == 4)
        #expect(report.state.slots.contains { $0.isBack })
    }

    @Test(arguments: 1...80)
    func `90 a run that is killed and called off has as many managers as before`(life: Int) async {
        let report = await simulate(3, .rolling) {
            $0.managers = 3
            $0.lives = [life]
            $0.requests = [(300, .abort)]
        }
        #expect(report.violations == [])
        #expect(report.managers == 3, "\(report.ending)")
    }

    @Test(arguments: [Request.abort, .rollback])
    func `90 a run that waits for its approval can be called off`(request: Request) async {
        let report = await simulate {
            $0.policy.approvals = 1
            $0.requests = [(0, request)]
        }
        #expect(report.ending == .finished(.aborted))
        #expect(report.mutations == 0)
    }

    @Test func `90 pause holds a run that has not begun`() async {
        let report = await simulate { $0.requests = [(0, .pause)] }
        expect(report, exit: 3, blocker: .user)
        #expect(report.mutations == 0)
    }

    @Test func `71 72 74 a runner that hangs longer than its lock changes nothing more`() async {
        let report = await simulate(3) {
            $0.hasSecondRunner = true
            $0.faults.launches = [2: .slow]
        }
        expect(report, exit: 0)
        #expect(Set(report.events.map(\.fence)).count > 1)
    }

    @Test(arguments: [3600, -3600]) func `73 a clock that jumps lets no deadline pass`(by seconds: Int) async {
        let report = await simulate(3) { $0.faults.clockJump = (400, seconds) }
        expect(report, exit: 0)
        #expect(!report.events.contains { $0.to == .newFailed })
    }

    /// Six minutes of a virtual machine that was moved counted against a host that had stood still with it.
    @Test(arguments: Array(stride(from: 20, to: 400, by: 20)))
    func `73 a computer that stood still for minutes lets no deadline pass`(at seconds: Int) async {
        let report = await simulate(2) { $0.faults.clockJump = (seconds, 400) }
        expect(report, exit: 0)
        #expect(!report.events.contains { $0.to == .newFailed || $0.to == .undoing })
    }

    @Test func `75 without its journal a run stops, and goes on later`() async {
        expect(await simulate { $0.faults.storeDown = 300..<100_000 }, exit: 4, blocker: .journal)
        let resumed = await simulate {
            $0.faults.storeDown = 300..<100_000
            $0.repairs = 1
        }
        expect(resumed, exit: 0)
    }

    @Test func `78 expired credentials pause the run, and no host counts as failed`() async {
        let report = await simulate { $0.faults.credentialsGone = 100..<100_000 }
        expect(report, exit: 77, blocker: .credentials)
        #expect(!report.events.contains { $0.to == .newFailed })
    }

    @Test func `79 a role that may not terminate pauses the run`() async {
        let report = await simulate { $0.faults.deniesTerminate = true }
        expect(report, exit: 77, blocker: .permission)
    }

    @Test func `80 a full disk stops the run before the change that it cannot write`() async {
        expect(await simulate { $0.faults.storeFull = 200..<100_000 }, exit: 4, blocker: .journal)
    }

    @Test func `84 a window that closes lets the slot in flight finish`() async {
        let report = await simulate(3) {
            $0.policy.windows = [Window(days: [.mon], minutes: 0..<10, timezone: "UTC")]
            $0.faults.windowClosed = 60..<100_000
        }
        expect(report, exit: 3, blocker: .window)
        #expect(report.state.slots.map(\.phase) == [.cleaned, .planned, .planned])
    }

    @Test func `85 without the previous image nothing is begun`() async {
        let report = await simulate { $0.faults.previousImageGone = true }
        expect(report, exit: 3, blocker: .previousImage)
        #expect(!report.events.contains { $0.to == .launchIntent })
    }

    @Test func `86 a rollback that is throttled and killed is a rollback all the same`() async {
        let report = await simulate(4) {
            $0.requests = [(900, .rollback)]
            $0.lives = [150, 60]
            for call in 5...12 { $0.faults.launches[call] = .refused(.throttled) }
        }
        expect(report, exit: 5)
        #expect(report.live == 4)
    }

    @Test func `88 pages that shift hide hosts, and nothing is decided from that`() async {
        let report = await simulate(9) { $0.faults.shortDescribe = 2 }
        expect(report, exit: 0)
        #expect(report.live == 9)
    }

    @Test func `90 abort ends with what it found, and cannot be resumed`() async {
        let report = await simulate(4) {
            $0.requests = [(60, .abort)]
            $0.repairs = 2
        }
        expect(report, exit: 1)
        #expect(report.ending == .finished(.aborted))
        #expect(report.live == 4)
    }

    /// Seed 721: abort took every new host of such a slot away again, and launched it again.
    @Test func `90 abort gives back once what a slot has lost`() async {
        let report = await simulate(3) {
            $0.faults.olds = [1: .dies(after: 30)]
            $0.requests = [(60, .abort)]
        }
        expect(report, exit: 1)
        #expect(report.live == 3)
        #expect(report.events.count { $0.to == .launched } <= 2)
        let seed = await Rotation(Setup.random(seed: 721)).run()
        #expect(seed.violations == [])
    }

    /// The first soak of 20,000 found hosts that joined, and got work, while no runner lived.
    @Test(arguments: [UInt64(1493), 1823, 2637, 6897, 8643, 9051])
    func `69 a host that got work while nobody watched is drained before it goes`(seed: UInt64) async {
        #expect(await Rotation(Setup.random(seed: seed)).run().violations == [])
    }

    @Test func `90 pause changes nothing more until somebody resumes`() async {
        expect(await simulate { $0.requests = [(60, .pause)] }, exit: 3, blocker: .user)
        let resumed = await simulate {
            $0.requests = [(60, .pause)]
            $0.repairs = 1
        }
        expect(resumed, exit: 0)
    }
}
