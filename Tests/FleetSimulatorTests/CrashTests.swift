import Fleet
import FleetSimulator
import Testing

@Suite struct `A run that is killed` {
    /// Every boundary before and after every line and every change, in fleets of one to four hosts.
    @Test(arguments: [Policy.Order.surge, .rolling], 1...4)
    func `69 anywhere is resumed with the same victims`(order: Policy.Order, hosts: Int) async {
        let whole = await simulate(hosts, order)
        expect(whole, exit: 0)
        #expect(whole.boundaries > 40 * hosts)
        for boundary in 1..<whole.boundaries {
            let report = await simulate(hosts, order) { $0.lives = [boundary] }
            expect(report, exit: 0)
            #expect(report.live == hosts, "killed at boundary \(boundary)")
            #expect(report.state.slots.allSatisfy { $0.phase == .cleaned }, "killed at boundary \(boundary)")
        }
    }

    @Test(arguments: [Policy.Order.surge, .rolling])
    func `69 anywhere in a rollback brings the old image back all the same`(order: Policy.Order) async {
        let whole = await simulate(2, order) { $0.requests = [(400, .rollback)] }
        expect(whole, exit: 5)
        for boundary in 1..<whole.boundaries {
            let report = await simulate(2, order) {
                $0.requests = [(400, .rollback)]
                $0.lives = [boundary]
            }
            expect(report, exit: 5)
            #expect(report.live == 2, "killed at boundary \(boundary)")
        }
    }
}

@Suite struct `Random rotations` {
    @Test func `are the same for the same seed`() async {
        let first = await Rotation(Setup.random(seed: 4)).run()
        let second = await Rotation(Setup.random(seed: 4)).run()
        #expect(first.events == second.events)
    }

    @Test func `have a median of five hosts, and every hundredth is large`() {
        let sizes = (UInt64(1)...1000).map { Setup.random(seed: $0).hosts }.sorted()
        #expect((4...6).contains(sizes[500]))
        #expect(sizes.count { $0 > 100 } == 10)
    }
}
