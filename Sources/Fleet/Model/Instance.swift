package import Values

/// A machine of the fleet, as the cloud describes it. Descriptions may be minutes behind the truth.
package struct Instance: Sendable, Hashable {
    package enum State: String, Sendable {
        case pending, running, stopping, stopped
        case shuttingDown = "shutting-down"
        case terminated

        /// Whether the instance counts against capacity.
        package var isLive: Bool { self == .pending || self == .running }
    }

    /// The platform's own checks.
    package enum Check: String, Sendable {
        case initializing, ok, impaired
    }

    package let id: String
    package let zone: String
    package let subnet: String
    package let type: String
    /// The image's immutable ID.
    package let image: String
    package let launchedAt: Timestamp
    package var state: State
    package var check: Check
    package var tags: HostTags
    /// The idempotency token of the call that launched it.
    package let clientToken: String?
    /// Whether it may not be terminated: termination or scale-in protection, Standby.
    package var isProtected: Bool

    package init(
        id: String, zone: String, subnet: String, type: String, image: String, launchedAt: Timestamp, state: State,
        check: Check, tags: HostTags, clientToken: String?, isProtected: Bool = false
    ) {
        self.id = id
        self.zone = zone
        self.subnet = subnet
        self.type = type
        self.image = image
        self.launchedAt = launchedAt
        self.state = state
        self.check = check
        self.tags = tags
        self.clientToken = clientToken
        self.isProtected = isProtected
    }
}

/// What Basalt writes on an instance at launch.
package struct HostTags: Sendable, Hashable {
    /// What the host was made from; nil on hosts that Basalt did not launch.
    package var host: HostDigest?
    /// The run that launched it.
    package var run: String?
    /// The first slot of the launch.
    package var slot: String?
    package var attempt: Int?
    /// Whether it failed and is kept as evidence; it is no part of the fleet then.
    package var isKept: Bool

    package init(
        host: HostDigest? = nil, run: String? = nil, slot: String? = nil, attempt: Int? = nil, isKept: Bool = false
    ) {
        self.host = host
        self.run = run
        self.slot = slot
        self.attempt = attempt
        self.isKept = isKept
    }
}
