import Fleet

/// What the target groups and load balancers of a fleet say of one host.
struct TargetState: Equatable {
    /// By group; groups that do not know the host are left out.
    var states: [String: Member.Target] = [:]

    /// One word for all groups. A host that any group still sends connections to is registered; one that any group has not
    /// got yet, or no longer, is not in service.
    /// - Parameters:
    ///   - groups: all of the fleet's.
    ///   - isWanted: whether it was asked to be in all of them; a group without it has to be asked again then.
    func summary(_ groups: [String], isWanted: Bool) -> Member.Target {
        let all = groups.map { states[$0] ?? .unused }
        if all.allSatisfy({ $0 == .healthy }) { return .healthy }
        if isWanted, all.contains(.unused) || all.contains(.draining) { return .unused }
        for state in [Member.Target.unhealthy, .initial] where all.contains(state) { return state }
        if all.contains(.healthy) { return .initial }
        return all.contains(.draining) ? .draining : .unused
    }

    /// The states of ELBv2. A target without health checks (`unavailable`) counts as healthy, as it does for the load
    /// balancer; a group that no load balancer uses (`unused`) sends nothing.
    ///
    /// Source: Elastic Load Balancing API reference, `TargetHealth`.
    static func state(_ word: String?) -> Member.Target {
        switch word {
        case "initial": .initial
        case "healthy", "unavailable": .healthy
        case "draining", "unhealthy.draining": .draining
        case "unused": .unused
        default: .unhealthy
        }
    }
}
