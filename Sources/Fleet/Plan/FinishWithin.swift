/// `--finish-within`: the least surge with which a rollout takes no longer, or what forbids it.
package struct FinishWithin: Sendable, Hashable {
    package var limit: Span
    /// How many hosts the account's quota and the subnets' free addresses allow beyond those that run; nil where that is
    /// not known.
    package var quota: Int?
    package var addresses: Int?

    package init(_ limit: Span, quota: Int? = nil, addresses: Int? = nil) {
        self.limit = limit
        self.quota = quota
        self.addresses = addresses
    }

    /// - Returns: hosts beyond the fleet's count; never fewer than the policy has anyway.
    func surge(_ slots: [PlannedSlot], _ policy: Policy, hosts: Int) throws(Obstacle) -> Int {
        func seconds(_ surge: Int) -> Int {
            var policy = policy
            policy.maxSurge = surge
            return Estimate(slots: slots, policy: policy, hosts: hosts).seconds
        }
        let work = slots.count { $0.blocker == nil }
        guard work > 0 else { return policy.maxSurge }
        let forced = Estimate.forced(launches: work, share: Estimate.share)
        guard forced <= limit.seconds else {
            throw Obstacle("the API's limits alone take \(Span(seconds: forced)) for \(work) hosts")
        }
        guard policy.order == .surge else {
            let needed = seconds(0)
            guard needed > limit.seconds else { return 0 }
            throw Obstacle(
                "`rolling` with max_unavailable \(policy.maxUnavailable) takes \(Span(seconds: needed)); only a surge can grow"
            )
        }
        // More surge never takes longer, so that the least one is found by halving.
        var (low, high) = (min(policy.maxSurge, work), work)
        guard seconds(high) <= limit.seconds else {
            let bakes = Span(seconds: policy.canaryBake.seconds + policy.waves.count * policy.bake.seconds)
            throw Obstacle(
                "with all \(work) hosts at once it takes \(Span(seconds: seconds(high))); bakes may be \(bakes) of it")
        }
        while low < high {
            let middle = (low + high) / 2
            if seconds(middle) <= limit.seconds { high = middle } else { low = middle + 1 }
        }
        if let quota, high > quota { throw Obstacle("it takes \(high) more hosts, and the quota allows \(quota)") }
        if let addresses, high > addresses {
            throw Obstacle("it takes \(high) more hosts, and the subnets have \(addresses) free addresses")
        }
        return max(high, policy.maxSurge)
    }

    /// What forbids it.
    struct Obstacle: Error {
        let detail: String

        init(_ detail: String) { self.detail = detail }
    }
}
