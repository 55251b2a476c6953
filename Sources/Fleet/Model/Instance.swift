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

    /// What never changes; shared by all descriptions of the instance that one answer of the cloud was read into.
    package let record: Record
    package var state: State
    package var check: Check
    /// Whether it failed and is kept as evidence; it is no part of the fleet then.
    package var isKept: Bool
    /// What is attached to it and moves to its replacement: volumes, interfaces, addresses. The provider's own words, all
    /// that it needs to attach them again.
    package var carried: [String]
    /// Whether it may not be terminated: termination or scale-in protection, Standby.
    package var isProtected: Bool

    package init(
        _ record: Record, state: State, check: Check, isKept: Bool = false, isProtected: Bool = false,
        carried: [String] = []
    ) {
        self.record = record
        self.state = state
        self.check = check
        self.isKept = isKept
        self.isProtected = isProtected
        self.carried = carried
    }

    /// An object, so that the thousands of copies that a decision makes cost one reference each.
    package final class Record: Sendable, Hashable {
        package let id: String
        package let placement: Placement
        /// The image's immutable ID.
        package let image: String
        package let launchedAt: Timestamp
        package let tags: HostTags
        /// The idempotency token of the call that launched it.
        package let clientToken: String?

        package init(
            id: String, placement: Placement, image: String, launchedAt: Timestamp, tags: HostTags,
            clientToken: String?
        ) {
            self.id = id
            self.placement = placement
            self.image = image
            self.launchedAt = launchedAt
            self.tags = tags
            self.clientToken = clientToken
        }

        /// The same instance; a stopped one that was started again has another launch time.
        package static func == (left: Record, right: Record) -> Bool {
            left === right || (left.id == right.id && left.launchedAt == right.launchedAt && left.tags == right.tags)
        }

        package func hash(into hasher: inout Hasher) { hasher.combine(id) }
    }

    package var id: String { record.id }
    package var zone: String { record.placement.zone }
    package var type: String { record.placement.type }
    package var image: String { record.image }
    package var launchedAt: Timestamp { record.launchedAt }
    package var tags: HostTags { record.tags }
    package var clientToken: String? { record.clientToken }
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

    package init(host: HostDigest? = nil, run: String? = nil, slot: String? = nil, attempt: Int? = nil) {
        self.host = host
        self.run = run
        self.slot = slot
        self.attempt = attempt
    }
}
