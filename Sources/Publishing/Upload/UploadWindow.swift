/// How many blocks are under way at once: more while all goes well, half when EBS asks for less.
///
/// Slow start up to the first refusal, then additive increase, multiplicative decrease, as in RFC 5681 section 3.1; one
/// decrease for all that was under way together.
package struct UploadWindow: Sendable, Equatable {
    package static let range = 4...64

    package private(set) var limit: Int
    private var successes = 0
    private var wasThrottled = false
    /// Answers that belong to requests from before the last decrease.
    private var settling = 0

    package init(limit: Int = 16) { self.limit = limit }

    package mutating func succeeded() {
        if settling > 0 { settling -= 1 }
        successes += 1
        guard successes >= (wasThrottled ? limit / 2 : 1) else { return }
        successes = 0
        limit = min(limit + 1, Self.range.upperBound)
    }

    package mutating func throttled() {
        wasThrottled = true
        guard settling == 0 else {
            settling -= 1
            return
        }
        settling = limit
        limit = max(limit / 2, Self.range.lowerBound)
        successes = 0
    }
}
