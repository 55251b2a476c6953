import Fleet
import FleetSimulator
import Testing

@Suite struct `Launching in bad weather` {
    @Test func `0 a fleet without trouble is replaced`() async {
        for order in [Policy.Order.surge, .rolling] {
            let report = await simulate(7, order)
            expect(report, exit: 0)
            #expect(report.live == 7)
            #expect(report.state.slots.allSatisfy { $0.phase == .cleaned })
        }
    }

    @Test func `1 a response lost after the launch gives the same instance`() async {
        let report = await simulate { $0.faults.launches = [1: .lostAfter, 2: .lostAfter] }
        expect(report, exit: 0)
        #expect(report.live == 3)
    }

    @Test func `2 a call lost before the launch is sent again`() async {
        expect(await simulate { $0.faults.launches = [1: .lostBefore] }, exit: 0)
    }

    @Test func `3 a call that is delivered twice launches once`() async {
        let report = await simulate { $0.faults.launches = [1: .twice, 2: .twice] }
        expect(report, exit: 0)
        #expect(report.live == 3)
    }

    @Test func `4 a launch that is throttled twenty times comes through with one token`() async {
        let report = await simulate(1) {
            for call in 1...20 { $0.faults.launches[call] = .refused(.throttled) }
        }
        expect(report, exit: 0)
        #expect(Set(report.events.filter { $0.to == .launchIntent }.compactMap(\.token)).count == 1)
    }

    @Test func `5 no capacity for one type takes the next`() async {
        let report = await simulate(1) { $0.faults.launches = [1: .refused(.capacity)] }
        expect(report, exit: 0)
        #expect(report.events.filter { $0.to == .launchIntent }.map(\.placement) == [0, 1])
    }

    @Test func `6 no capacity anywhere blocks every slot and ends no host`() async {
        let report = await simulate { $0.faults.everyLaunch = .refused(.capacity) }
        expect(report, exit: 4, blocker: .capacity)
        #expect(report.live == 3)
        #expect(!report.events.contains { $0.to == .oldCordoned })
    }

    @Test func `7 a launch that is filled in part goes on with the rest`() async {
        let report = await simulate(30) {
            $0.zones = 1
            $0.policy.maxSurge = 30
            $0.policy.waves = [100]
            $0.faults.launches = [2: .partial]
        }
        expect(report, exit: 0)
        #expect(report.live == 30)
    }

    @Test func `8 a token that was used otherwise is followed by a new attempt`() async {
        let report = await simulate(1) { $0.faults.launches = [1: .refused(.tokenMismatch)] }
        expect(report, exit: 0)
        #expect(report.events.filter { $0.to == .launchIntent }.map(\.attempt) == [1, 2])
    }

    @Test(arguments: [ServiceFailure.Code.tokenMismatch, .notFound])
    func `8 a refusal that never ends blocks the slot`(code: ServiceFailure.Code) async {
        let report = await simulate(1) { $0.faults.everyLaunch = .refused(code) }
        expect(report, exit: 4, blocker: .launch)
        #expect(report.events.count { $0.to == .launchIntent } == 10)
    }

    @Test(arguments: [
        (9, ServiceFailure.Code.quota, Blocker.Kind.quota), (11, .image, .image), (12, .image, .image),
        (13, .key, .key),
        (14, .template, .template),
    ])
    func `9 11 12 13 14 what no attempt escapes pauses the run`(
        number: Int, code: ServiceFailure.Code, blocker: Blocker.Kind
    ) async {
        let report = await simulate { $0.faults.launches = [1: .refused(code)] }
        expect(report, exit: 3, blocker: blocker)
        #expect(report.live == 3)
    }

    @Test func `10 subnets without addresses are named`() async {
        expect(await simulate { $0.faults.everyLaunch = .refused(.addresses) }, exit: 4, blocker: .addresses)
    }

    @Test func `15 an instance that is not described for 90 seconds is waited for`() async {
        let report = await simulate(1) { $0.faults.hosts = [2: .hidden(seconds: 90)] }
        expect(report, exit: 0)
        #expect(report.events.filter { $0.to == .launchIntent }.count == 1)
    }

    @Test func `a zone that never answers a launch pauses the run`() async {
        let report = await simulate { $0.faults.zones = ["zone-1": .lostBefore] }
        expect(report, exit: 3, blocker: .launch)
        #expect(report.seconds < Policy(count: 3).boot.seconds + 600)
    }

    @Test func `launches that wait for their turn within the limits are not taken for unanswered`() async {
        let scale = await Scale.run(hosts: 3_000, share: 0.5)
        #expect(scale.ending == .finished(.done))
        #expect(scale.forced > Policy(count: 3).boot.seconds)
        #expect(scale.seconds >= scale.forced)
        #expect(scale.seconds < scale.forced + 400)
    }

    @Test func `16 descriptions that say pending after running delay the host and do not fail it`() async {
        let report = await simulate(2) { $0.faults.images["ami-new"] = .stale }
        expect(report, exit: 0)
        #expect(!report.events.contains { $0.to == .newFailed })
    }

    @Test func `18 an interface that is still attached elsewhere is waited for`() async {
        // EC2 calls it InvalidNetworkInterface.InUse; to the engine it is a call to repeat.
        let report = await simulate(1, .rolling) {
            for call in 1...3 { $0.faults.launches[call] = .refused(.unavailable) }
        }
        expect(report, exit: 0)
        #expect(Set(report.events.filter { $0.to == .launchIntent }.compactMap(\.token)).count == 1)
    }

    @Test func `17 an instance that ends while it starts is tried again`() async {
        let report = await simulate(1) { $0.faults.hosts = [2: .endsAtOnce] }
        expect(report, exit: 0)
        #expect(report.events.filter { $0.to == .newFailed }.count == 1)
    }

    @Test func `19 an instance profile that is not visible yet is waited for`() async {
        expect(await simulate { $0.faults.launches = [1: .refused(.profile), 2: .refused(.profile)] }, exit: 0)
    }

    @Test func `30 a zone without capacity blocks its slots, the others go on`() async {
        let report = await simulate(6) { $0.faults.zones = ["zone-0": .refused(.capacity)] }
        expect(report, exit: 4, blocker: .capacity)
        #expect(report.state.slots.count { $0.phase == .cleaned } == 4)
    }

    @Test func `30 a zone without capacity is left where the policy allows it`() async {
        let report = await simulate(6) {
            $0.policy.staysInZone = false
            $0.faults.zones = ["zone-0": .refused(.capacity)]
        }
        expect(report, exit: 0)
    }
}
