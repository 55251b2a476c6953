import Fleet
import FleetSimulator
import Testing

/// Runs one rotation.
func simulate(
    _ hosts: Int = 3, _ order: Policy.Order = .surge, _ change: (inout Setup) -> Void = { _ in }
) async -> Report {
    var setup = Setup(hosts: hosts, order: order)
    setup.policy.canaryBake = .minutes(2)
    change(&setup)
    return await Rotation(setup).run()
}

/// Whether a rotation ended with this exit code and blocker, and no invariant was broken on the way.
func expect(
    _ report: Report, exit code: Int32, blocker: Blocker.Kind? = nil, at location: SourceLocation = #_sourceLocation
) {
    #expect(report.ending.exitCode == code, "\(report.ending)", sourceLocation: location)
    #expect(report.violations == [], sourceLocation: location)
    if let blocker {
        #expect(report.blockers.contains(blocker), "\(report.blockers)", sourceLocation: location)
        #expect(!blocker.remedy.isEmpty, sourceLocation: location)
    } else if code == 0 {
        #expect(report.blockers == [], sourceLocation: location)
    }
}

extension Report {
    /// What is named as standing in the way at the end.
    var blockers: Set<Blocker.Kind> {
        var result = Set(state.slots.filter { $0.phase == .blocked }.compactMap { $0.blocker?.kind })
        if let blocker = ending.blocker { result.insert(blocker.kind) }
        return result
    }
}
