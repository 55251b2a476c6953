import Documents

/// `strategy`: how hosts are replaced.
package struct Strategy: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// New first; `max` is nil for the default of 5 %, at least 1 and at most 50.
        case surge(max: Share?)
        /// Old first.
        case rolling(maxUnavailable: Share)
    }

    package var kind: Kind
    /// Whether a replacement must stand in its predecessor's zone.
    package var staysInZone: Bool
    package var canary: Canary
    /// Percent of the fleet, rising to 100.
    package var waves: [Int]
    /// How long a new host must stay well before its wave goes on.
    package var bake: Span

    static let defaultWaves = [5, 25, 100]

    init(_ node: Node?) {
        if let rolling = node?["rolling"] {
            kind = .rolling(maxUnavailable: Share(rolling["max_unavailable"]) ?? .hosts(1))
        } else {
            kind = .surge(max: Share(node?["surge"]?["max"]))
        }
        staysInZone = (node?["surge"] ?? node?["rolling"])?["per_zone"]?.boolean ?? true
        canary = Canary(node?["canary"], bake: .minutes(10))
        waves = Self.waves(node?["waves"]) ?? Self.defaultWaves
        bake = node?["bake"]?.span ?? Span(seconds: 60)
    }

    static func waves(_ node: Node?) -> [Int]? { node?.strings.compactMap(Share.percent) }
}

/// `canary`: the hosts that are replaced first and alone.
package struct Canary: Sendable, Hashable {
    package var hosts: Int
    package var bake: Span

    init(_ node: Node?, bake: Span) {
        hosts = node?["hosts"]?.integer ?? 1
        self.bake = node?["bake"]?.span ?? bake
    }
}

/// `on_failure`.
package struct OnFailure: Sendable, Hashable {
    /// Whether the previous image comes back by itself; otherwise the run pauses.
    package var rollsBack: Bool
    /// How many new hosts may fail, at least one.
    package var budget: Share
    package let keptHosts: Int
    package let keptFor: Span

    init(_ node: Node?) {
        rollsBack = node?["action"]?.string != "pause"
        budget = Share(node?["budget"]) ?? .percent(2)
        keptHosts = node?["keep_failed"]?["hosts"]?.integer ?? 1
        keptFor = node?["keep_failed"]?["for"]?.span ?? .hours(24)
    }
}

/// `emergency`: what `--emergency` changes; nil leaves the fleet's own setting.
package struct Emergency: Sendable, Hashable {
    package let surge: Share?
    package let canary: Canary?
    package let waves: [Int]?
    package let drainTimeout: Span?
    package let forcesDrain: Bool?
    package let ignoresWindows: Bool

    init(_ node: Node) {
        surge = Share(node["surge"]?["max"])
        canary = node["canary"].map { Canary($0, bake: .minutes(10)) }
        waves = Strategy.waves(node["waves"])
        drainTimeout = node["drain"]?["timeout"]?.span
        forcesDrain = (node["drain"]?["pdb"]?.string).map { $0 == "force" }
        ignoresWindows = node["windows"]?.string == "ignore"
    }
}
