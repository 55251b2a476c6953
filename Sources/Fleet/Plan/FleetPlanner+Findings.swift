/// What stands in the way now.
extension FleetPlanner {
    func findings(_ slots: [PlannedSlot]) -> [Finding] {
        var result = slots.compactMap { $0.blocker.map(Finding.init) }
        guard !slots.isEmpty else { return result }
        if wanted.placements.isEmpty { result.append(Finding(blocker: Blocker(.launch, "no subnet or type is known"))) }
        if wanted.previous == nil, policy.rollsBack {
            result.append(Finding(blocker: Blocker(.previousImage, "what the fleet ran before is not known")))
        }
        if case .fail(let alarm) = observed.alarm { result.append(Finding(blocker: Blocker(.alarm, alarm))) }
        if case .noData(let alarm) = observed.alarm { result.append(Finding(blocker: Blocker(.alarm, alarm))) }
        if !observed.isWindowOpen { result.append(Finding(blocker: Blocker(.window))) }
        if let quorum = observed.quorum, slots.contains(where: \.isManager), quorum.reachable < quorum.voters {
            result.append(
                Finding(blocker: Blocker(.quorum, "\(quorum.reachable) of \(quorum.voters) managers are reachable")))
        }
        let planned = Set(slots.compactMap { $0.old?.id })
        let serving = hosts.count { observed.isServing($0.id, usesTargets: policy.usesTargets) }
        let least = policy.desired - policy.maxUnavailable
        let sick = hosts.filter {
            !planned.contains($0.id) && !observed.isServing($0.id, usesTargets: policy.usesTargets)
        }
        if serving < least, !sick.isEmpty {
            result.append(
                Finding(blocker: Blocker(.availability, "not in service: \(sick.map(\.id).joined(separator: ", "))")))
        }
        return result
    }
}
