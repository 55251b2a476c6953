package import Values

/// Time, as the runner needs it; virtual in the simulator.
package protocol Clock {
    func now() -> Timestamp
    func sleep(seconds: Int) async throws(CancellationError)
    /// The weekday and minute in a time zone; nil for one that this computer does not know.
    func local(_ time: Timestamp, in timezone: String) -> LocalTime?
}

extension Timestamp {
    package static func + (time: Timestamp, seconds: Int) -> Timestamp {
        Timestamp(seconds: time.seconds + Int64(seconds))
    }

    /// Seconds from `earlier` to this.
    package func since(_ earlier: Timestamp) -> Int { Int(seconds - earlier.seconds) }
}
