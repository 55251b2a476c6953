/// All that a fleet file says about how to replace, resolved for a number of hosts. The engine reads nothing else.
package struct Policy: Sendable, Hashable {
    package enum Order: String, Sendable {
        /// New first.
        case surge
        /// Old first.
        case rolling
    }

    /// Hosts that the fleet has, and has again at the end.
    package var desired: Int
    package var order: Order
    package var maxSurge: Int
    package var maxUnavailable: Int
    package var staysInZone: Bool
    /// Hosts that are replaced first and alone.
    package var canaries: Int
    package var canaryBake: Span
    /// Percent of the fleet, rising to 100.
    package var waves: [Int]
    package var bake: Span
    package var gates: [Gate]
    /// How long a new instance may take until it runs.
    package var boot: Span
    package var drain: Drain
    /// How long a load balancer may take to let a host go.
    package var deregistration: Span
    /// How many new hosts may fail; one more ends the rollout.
    package var failureBudget: Int
    /// How often a slot is tried again after its new host failed.
    package var retries: Int
    /// Whether a failed rollout goes back to the previous image; otherwise it pauses.
    package var rollsBack: Bool
    package var keptHosts: Int
    package var keptFor: Span
    /// How long a slot waits for room, capacity or a quorum before it counts as blocked.
    package var patience: Span
    package var windows: [Window]
    package var approvals: Int
    /// Whether the author's own approval does not count.
    package var excludesAuthor: Bool
    /// The age from which a host is outdated; nil for none.
    package var maxAge: Span?
    /// Whether hosts are registered with target groups: one that is not healthy there is not in service.
    package var usesTargets: Bool

    /// - Parameters:
    ///   - count: the hosts of the fleet.
    ///   - isEmergency: whether the fleet's `emergency` block counts.
    package init(_ file: FleetFile, count: Int, isEmergency: Bool = false) {
        let emergency = isEmergency ? file.emergency : nil
        var strategy = file.strategy
        if let surge = emergency?.surge { strategy.kind = .surge(max: surge) }
        desired = count
        staysInZone = strategy.staysInZone
        switch strategy.kind {
        case .surge(let max):
            order = .surge
            maxSurge = Swift.max(1, max?.roundedUp(of: count) ?? min(50, Share.percent(5).roundedUp(of: count)))
            maxUnavailable = 0
        case .rolling(let max):
            order = .rolling
            maxSurge = 0
            maxUnavailable = Swift.max(1, max.roundedDown(of: count))
        }
        let canary = emergency?.canary ?? strategy.canary
        canaries = min(canary.hosts, count)
        canaryBake = canary.bake
        waves = emergency?.waves ?? strategy.waves
        bake = strategy.bake
        gates = file.gates
        boot = .minutes(15)
        drain = file.workload.drain
        drain.timeout = emergency?.drainTimeout ?? drain.timeout
        drain.forces = emergency?.forcesDrain ?? drain.forces
        deregistration = .minutes(20)
        failureBudget = max(1, file.onFailure.budget.roundedDown(of: count))
        retries = 2
        // Under emergency the old image is what one flees from.
        rollsBack = file.onFailure.rollsBack && !isEmergency
        keptHosts = file.onFailure.keptHosts
        keptFor = file.onFailure.keptFor
        patience = .hours(1)
        windows = emergency?.ignoresWindows == true ? [] : file.windows
        approvals = file.approval.count
        excludesAuthor = file.approval.excludesAuthor
        maxAge = file.maxAge
        usesTargets = !file.workload.balancers.isEmpty
    }

    /// A policy without a file, for the simulator: the format's defaults.
    package init(count: Int, order: Order = .surge) {
        desired = count
        self.order = order
        maxSurge = order == .surge ? max(1, min(50, Share.percent(5).roundedUp(of: count))) : 0
        maxUnavailable = order == .surge ? 0 : 1
        staysInZone = true
        canaries = min(1, count)
        canaryBake = .minutes(10)
        waves = Strategy.defaultWaves
        bake = Span(seconds: 60)
        gates = []
        boot = .minutes(15)
        drain = Drain(nil)
        deregistration = .minutes(20)
        failureBudget = max(1, count * 2 / 100)
        retries = 2
        rollsBack = true
        keptHosts = 1
        keptFor = .hours(24)
        patience = .hours(1)
        windows = []
        approvals = 0
        excludesAuthor = true
        maxAge = nil
        usesTargets = false
    }

    /// Gates of single hosts that are neither the platform's nor the cluster's: they are asked one by one.
    package var probes: [Gate] {
        gates.filter {
            switch $0 {
            case .http, .tcp, .command, .targetHealth: true
            case .instanceStatus, .workloadJoined, .alarm: false
            }
        }
    }

    package var alarms: [Gate] { gates.filter { $0.deadline == nil } }

    /// The deadline of the platform's checks; nil where no gate asks for them.
    var statusDeadline: Span? {
        for case .instanceStatus(let within) in gates { return within }
        return nil
    }

    /// The deadline of joining; nil where no gate asks for it.
    var joinDeadline: Span? {
        for case .workloadJoined(let within) in gates { return within }
        return nil
    }

    /// How many readings in a row must be good.
    var passes: Int {
        gates.reduce(2) { most, gate in
            if case .http(_, _, let consecutive, _) = gate { max(most, consecutive) } else { most }
        }
    }

    var probeDeadline: Span { probes.compactMap(\.deadline).max() ?? .minutes(15) }
}
