extension Estimate {
    /// What a host takes when nothing goes wrong, in seconds: what earlier rollouts measured, or these guesses.
    package struct Pace: Sendable, Hashable {
        package var boot = 90
        package var drain = 60
        package var deregistration = 30
        package var end = 60

        package init() {}
    }

    /// The client's part of the documented limits.
    package static let share = 0.5

    /// Waves one after the other, each as many hosts at a time as the policy allows; never less than what the API's
    /// limits force.
    init(slots: [PlannedSlot], policy: Policy, hosts: Int, pace: Pace = Pace()) {
        let work = slots.filter { $0.blocker == nil }
        let parallel = max(1, policy.order == .surge ? policy.maxSurge : policy.maxUnavailable)
        let change = pace.boot + pace.drain + pace.deregistration + pace.end + 10 * policy.passes
        var sizes: [Int: Int] = [:]
        for slot in work { sizes[slot.wave, default: 0] += 1 }
        let byPolicy = sizes.reduce(0) { sum, wave in
            let bake = wave.key == 0 ? policy.canaryBake.seconds : policy.bake.seconds
            return sum + (wave.value + parallel - 1) / parallel * (change + bake)
        }
        quotaSeconds = Self.forced(launches: work.count, share: Self.share)
        seconds = max(byPolicy, quotaSeconds)
        launchCalls = sizes.values.reduce(0) { $0 + Self.calls($1, min(parallel, EC2Limits.launchBatch)) }
        terminateCalls = sizes.values.reduce(0) { $0 + Self.calls($1, min(parallel, EC2Limits.terminateBatch)) }
        describeCalls = seconds / 15 * max(1, Self.calls(hosts, EC2Limits.page))
        peak = policy.desired + policy.maxSurge
        fewest = policy.desired - policy.maxUnavailable
    }

    /// The least seconds that launching and terminating `launches` hosts takes under the documented limits.
    /// - Parameter share: the part of the limits that the client uses.
    package static func forced(launches: Int, share: Double) -> Int {
        [EC2Limits.runInstances, EC2Limits.terminateInstances].compactMap(\.resources).map { limit in
            let rest = Double(launches) - Double(limit.burst) * share
            return max(0, Int((rest / (Double(limit.refill) * share)).rounded(.up)))
        }.max() ?? 0
    }

    private static func calls(_ count: Int, _ batch: Int) -> Int { (count + batch - 1) / max(1, batch) }
}
