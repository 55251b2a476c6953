import Values

/// The client's own limits, so that a rollout never uses up what other users of the account need.
struct Throttle: Sendable {
    enum Action: Hashable, Sendable {
        case launch, terminate, describe
    }

    private var requests: [Action: TokenBucket]
    private var resources: [Action: TokenBucket]
    private var failures: [Action: Int] = [:]
    private var notBefore: [Action: Timestamp] = [:]
    private var jitter: UInt64

    /// - Parameters:
    ///   - share: the part of the documented limits that is used.
    ///   - seed: of the waiting times' jitter.
    init(share: Double, seed: UInt64) {
        let limits: [Action: ActionLimit] = [
            .launch: EC2Limits.runInstances, .terminate: EC2Limits.terminateInstances, .describe: EC2Limits.describe,
        ]
        requests = limits.mapValues { TokenBucket($0.requests, share: share) }
        resources = limits.compactMapValues { $0.resources.map { TokenBucket($0, share: share) } }
        jitter = seed
    }

    /// How many of `count` things may be asked for now in one call; 0 for none.
    /// - Parameter isWhole: whether fewer are of no use.
    mutating func take(_ action: Action, _ count: Int = 1, isWhole: Bool = false, at now: Timestamp) -> Int {
        if let time = notBefore[action], now < time { return 0 }
        guard requests[action]?.available(at: now.seconds) ?? 1 > 0 else { return 0 }
        var granted = count
        if let available = resources[action]?.available(at: now.seconds) {
            granted = min(count, available)
            if isWhole, granted < count { return 0 }
            guard granted > 0 else { return 0 }
            _ = resources[action]?.take(granted, at: now.seconds)
        }
        _ = requests[action]?.take(1, at: now.seconds)
        return granted
    }

    mutating func answered(_ action: Action) {
        failures[action] = nil
        notBefore[action] = nil
        requests[action]?.recover()
        resources[action]?.recover()
    }

    /// The next call waits, at random up to a time that doubles from 5 s to 60 s.
    mutating func failed(_ action: Action, isThrottled: Bool, at now: Timestamp) {
        let count = failures[action, default: 0]
        failures[action] = count + 1
        if isThrottled {
            requests[action]?.throttle()
            resources[action]?.throttle()
        }
        jitter = jitter &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let most = min(60, 5 << min(count, 4))
        notBefore[action] = now + (1 + Int((jitter >> 33) % UInt64(most)))
    }
}
