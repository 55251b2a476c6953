package import Fleet

/// One large fleet without faults, under the documented API limits: how long the rollout takes, and what deciding costs.
package struct Scale: Sendable {
    package let hosts: Int
    /// What the rollout took, and what the limits force at least, in virtual seconds.
    package let seconds: Int
    package let forced: Int
    package let turns: Int
    /// The longest and the mean of the decisions.
    package let longest: Duration
    package let mean: Duration
    package let ending: Ending

    /// - Parameter share: the part of the documented limits that the client uses.
    package static func run(hosts: Int, share: Double) async -> Scale {
        var setup = Setup(hosts: hosts)
        setup.share = share
        setup.isChecked = false
        setup.policy.maxSurge = hosts
        setup.policy.canaries = 0
        setup.policy.waves = [100]
        let rotation = Rotation(setup)
        rotation.content.keepsEvents = false
        let report = await rotation.run()
        let mean = report.turns > 0 ? rotation.timing.total / report.turns : .zero
        return Scale(
            hosts: hosts, seconds: report.seconds, forced: Estimate.forced(launches: hosts, share: share),
            turns: report.turns, longest: rotation.timing.longest, mean: mean, ending: report.ending)
    }
}

/// How long decisions took.
struct Timing {
    var total = Duration.zero
    var longest = Duration.zero

    mutating func add(_ duration: Duration) {
        total += duration
        longest = max(longest, duration)
    }
}
