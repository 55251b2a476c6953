import Synchronization
import Values

/// How far the services' clock is ahead of this machine's.
///
/// A wrong clock makes every signature wrong. The difference is taken from the `Date` of an answer, and only where it is
/// large: a wrong key must not be tried again.
final class ServerClock: Sendable {
    /// Seconds.
    private static let tolerance: Int64 = 300
    private let offset = Mutex<Int64>(0)

    func time(_ now: Timestamp) -> Timestamp { Timestamp(seconds: now.seconds + offset.withLock { $0 }) }

    /// - Returns: whether the clock has been corrected.
    func correct(serverDate: String?, sent: Timestamp, now: Timestamp) -> Bool {
        guard let date = serverDate.flatMap({ Timestamp(httpDate: $0) }) else { return false }
        guard (date.seconds - sent.seconds).magnitude >= Self.tolerance.magnitude else { return false }
        offset.withLock { $0 = date.seconds - now.seconds }
        return true
    }
}
