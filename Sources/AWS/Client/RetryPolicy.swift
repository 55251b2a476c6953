/// How often a call is tried, and how long is waited in between.
///
/// Source: AWS SDKs and Tools Reference Guide, "Retry behavior", standard mode.
package struct RetryPolicy: Sendable, Equatable {
    package var attempts: Int
    /// Seconds that the delay grows to.
    package var longestDelay: Double
    /// Whether a service that is down is spared by a quota over all calls.
    package var usesQuota: Bool

    package init(attempts: Int = 3, longestDelay: Double = 20, usesQuota: Bool = true) {
        self.attempts = attempts
        self.longestDelay = longestDelay
        self.usesQuota = usesQuota
    }

    /// For a call among thousands like it, of which none may be missing. EBS says that a fresh snapshot does not exist for
    /// up to two minutes.
    package static let patient = RetryPolicy(attempts: 12, longestDelay: 20, usesQuota: false)

    /// - Parameters:
    ///   - attempt: the number of the one that failed; 1 is the first.
    ///   - random: from 0 to 1.
    /// - Returns: seconds.
    package func delay(after attempt: Int, random: Double) -> Double {
        var longest = 1.0
        for _ in 1..<max(attempt, 1) where longest < longestDelay { longest *= 2 }
        return random * min(longest, longestDelay)
    }
}
