package import Values

/// The truth that invariants are held against: not what the runner was told, but what is so.
package protocol WorldFacts {
    func facts(of id: String) -> HostFacts?
    var census: Census { get }
    /// Hosts that are pending or running now.
    var live: Int { get }
    var quorum: Quorum? { get }
    var now: Timestamp { get }
    /// Whether a launch with this token was carried out before, so that asking again adds nothing.
    func isAnswered(_ token: String) -> Bool
    /// Images that were seen to be launchable.
    func isLaunchable(_ image: String) -> Bool
    /// Where a carried thing is: the zone it belongs to, the live host that has it, whether a copy was begun.
    func whereabouts(of item: String) -> Whereabouts?
    /// Whether the caller's rights are missing now.
    var lacksRights: Bool { get }
}

/// What is true of one host.
package struct HostFacts: Sendable {
    package let launchedAt: Timestamp
    package let run: String?
    package let zone: String
    package let isLive: Bool
    package let isServing: Bool
    /// Whether it ever served.
    package let hasServed: Bool
    package let tasks: Int
    package let attachments: Int
    /// Seconds since its load balancers let it go; nil while one holds it, `.max` where none ever did.
    package let deregisteredFor: Int?
    package let isProtected: Bool
    package let isManager: Bool
    package let isCordoned: Bool

    package init(
        launchedAt: Timestamp, run: String?, zone: String, isLive: Bool, isServing: Bool, hasServed: Bool, tasks: Int,
        attachments: Int, deregisteredFor: Int?, isProtected: Bool, isManager: Bool,
        isCordoned: Bool
    ) {
        self.launchedAt = launchedAt
        self.run = run
        self.zone = zone
        self.isLive = isLive
        self.isServing = isServing
        self.hasServed = hasServed
        self.tasks = tasks
        self.attachments = attachments
        self.deregisteredFor = deregisteredFor
        self.isProtected = isProtected
        self.isManager = isManager
        self.isCordoned = isCordoned
    }
}

/// Where a carried thing is.
package struct Whereabouts: Sendable {
    package var zone: String
    package var host: String?
    package var isBackedUp = false

    package init(zone: String, host: String?) {
        self.zone = zone
        self.host = host
    }
}

/// How many hosts serve, or would if nothing but our own doing had touched them.
package struct Census: Sendable {
    package var available = 0
    package var byZone: [String: Int] = [:]

    package init() {}
}

/// A change that a runner asks for.
package enum Mutation: Sendable, Hashable {
    case launch(LaunchRequest)
    case terminate(String)
    case change(HostChange, String)
    case isolate(String)
    case carry(CarryStep, item: String, String)
}
