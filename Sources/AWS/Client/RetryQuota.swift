import Synchronization

/// The token bucket of the standard retry mode: when a service is down, retries stop instead of adding to its load.
///
/// Source: AWS SDKs and Tools Reference Guide, "Retry behavior"; botocore 1.43.11, `retries/quota.py`.
package final class RetryQuota: Sendable {
    package static let capacity = 500
    private let tokens: Mutex<Int>

    package init(_ tokens: Int = RetryQuota.capacity) { self.tokens = Mutex(tokens) }

    /// Takes the price of a retry.
    /// - Returns: the price; nil where the bucket does not hold it.
    package func take(isTimeout: Bool) -> Int? {
        let price = isTimeout ? 10 : 5
        return tokens.withLock { tokens in
            guard tokens >= price else { return nil }
            tokens -= price
            return price
        }
    }

    /// Gives back what the last retry of a successful call cost; one token for a call without one.
    package func giveBack(_ price: Int?) {
        tokens.withLock { $0 = min(Self.capacity, $0 + (price ?? 1)) }
    }
}
