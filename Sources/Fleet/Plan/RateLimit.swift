/// A bucket as EC2 documents it: `burst` tokens at first, `refill` more each second.
package struct RateLimit: Sendable, Hashable {
    package let burst: Int
    package let refill: Int

    package init(burst: Int, refill: Int) {
        self.burst = burst
        self.refill = refill
    }

    /// The least seconds that `count` tokens take.
    package func seconds(for count: Int) -> Int { max(0, (count - burst + refill - 1) / refill) }
}

/// The limits of one API action: calls, and things that a call concerns.
package struct ActionLimit: Sendable, Hashable {
    package let requests: RateLimit
    /// nil for an action that is limited by calls alone.
    package let resources: RateLimit?
}

/// EC2's limits per account and region.
///
/// Source: EC2 developer guide, "Request throttling for the Amazon EC2 API".
package enum EC2Limits {
    package static let runInstances = ActionLimit(
        requests: RateLimit(burst: 5, refill: 2), resources: RateLimit(burst: 1000, refill: 2))
    package static let terminateInstances = ActionLimit(
        requests: RateLimit(burst: 100, refill: 5), resources: RateLimit(burst: 1000, refill: 20))
    package static let createTags = ActionLimit(requests: RateLimit(burst: 100, refill: 10), resources: nil)
    package static let describe = ActionLimit(requests: RateLimit(burst: 100, refill: 20), resources: nil)
    /// Instances in one launch call, in one terminate call, and in one page of a description.
    package static let launchBatch = 100
    package static let terminateBatch = 50
    package static let page = 1000
}

/// A client's own bucket: a share of a documented one, so that other users of the account have theirs. Throttling halves
/// it; every answered call gives a little back.
package struct TokenBucket: Sendable {
    private let limit: RateLimit
    private let share: Double
    private var tokens: Double
    private var scale = 1.0
    private var filledAt: Int64?

    /// - Parameter share: the part of the documented limit that is used, above 0 and at most 1.
    package init(_ limit: RateLimit, share: Double) {
        self.limit = limit
        self.share = share
        tokens = Double(limit.burst) * share
    }

    /// Takes up to `count` tokens at `now` (seconds); answers how many.
    package mutating func take(_ count: Int, at now: Int64) -> Int {
        fill(at: now)
        let taken = min(count, Int(tokens))
        tokens -= Double(taken)
        return taken
    }

    /// How many tokens are there at `now`.
    package mutating func available(at now: Int64) -> Int {
        fill(at: now)
        return Int(tokens)
    }

    /// The service said that it was asked too often.
    package mutating func throttle() {
        // A quarter still holds one launch of a full batch.
        scale = max(scale / 2, 0.25)
        tokens = min(tokens, Double(limit.burst) * share * scale)
    }

    /// The service answered.
    package mutating func recover() { scale = min(1, scale + 1.0 / 16) }

    private mutating func fill(at now: Int64) {
        let passed = max(0, now - (filledAt ?? now))
        filledAt = max(now, filledAt ?? now)
        let most = max(1, Double(limit.burst) * share * scale)
        tokens = min(most, tokens + Double(passed) * Double(limit.refill) * share * scale)
    }
}
