import Fleet
import FleetSimulator
import Glibc

/// Many random rotations; 1 where an invariant did not hold.
func soak(seed: UInt64, rotations: UInt64) async -> Int32 {
    let clock = ContinuousClock()
    let start = clock.now
    let workers = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let tally = await Soak.run(first: seed, rotations: rotations, workers: workers)
    print(
        "\(tally.rotations) rotations, \(tally.large) of them over 100 hosts, from seed \(seed):",
        "\(tally.turns) turns, \(tally.mutations) changes, \((clock.now - start).components.seconds) s")
    for (ending, count) in tally.endings.sorted(by: { $0.key < $1.key }) { print("  \(ending): \(count)") }
    for failure in tally.failures.prefix(20) {
        print("seed \(failure.seed): \(failure.violations[0]) (\(failure.violations.count) in all)")
    }
    print("rotations in which an invariant did not hold: \(tally.failures.count)")
    return tally.failures.isEmpty ? 0 : 1
}

/// One rotation, line by line.
func replay(seed: UInt64) async -> Int32 {
    let setup = Setup.random(seed: seed)
    let report = await Rotation(setup).run()
    for event in report.events { print(event.line) }
    print("hosts \(setup.hosts), managers \(setup.managers), \(setup.policy.order), faults \(setup.faults)")
    print("killed after \(setup.lives), second runner \(setup.hasSecondRunner), requests \(setup.requests)")
    print("ending \(report.ending), exit code \(report.ending.exitCode), \(report.seconds) s, \(report.turns) turns")
    for violation in report.violations { print(violation) }
    return report.violations.isEmpty ? 0 : 1
}

/// A large fleet in which one host in twenty has a fault.
func large(_ hosts: Int) async -> Int32 {
    let start = ContinuousClock.now
    let report = await Rotation(Setup.large(hosts: hosts, seed: 87)).run()
    print(
        "\(hosts) hosts: ending \(report.ending), \(report.seconds) virtual s, \(report.turns) turns,",
        "\(report.mutations) changes, \(report.events.count) lines, \((ContinuousClock.now - start).components.seconds) s"
    )
    for violation in report.violations.prefix(20) { print(violation) }
    return report.violations.isEmpty ? 0 : 1
}
