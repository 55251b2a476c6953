/// What moves from host to host.
extension InvariantChecker {
    mutating func checkCarry(_ step: CarryStep, _ item: String, _ id: String, _ world: some WorldFacts) {
        let phases: Set<SlotPhase> =
            switch step {
            case .backUp: [.oldDrained]
            case .detach, .forceDetach: [.oldDrained, .newFailed, .undoing]
            case .attach: [.running, .undoing]
            }
        checkAnnounced(id, phases, step.rawValue)
        guard let place = world.whereabouts(of: item), let host = world.facts(of: id), let slot = places[id] else {
            return report(.carried, "\(item) or \(id) is unknown")
        }
        if !plan.slots[slot].carried.contains(item) { report(.carried, "\(item) is not \(plan.slots[slot].id)'s") }
        switch step {
        case .backUp: break
        case .detach, .forceDetach:
            if !place.isBackedUp { report(.carried, "\(item) moves without a copy") }
            if host.tasks > 0, !state.slots[slot].isForced { report(.carried, "\(item) is in use on \(id)") }
        case .attach:
            if let other = place.host, other != id { report(.carried, "\(item) is attached to \(other)") }
            if host.zone != place.zone { report(.carried, "\(item) of \(place.zone) goes to \(host.zone)") }
        }
    }

    /// At the end of a run: what is carried is where its slot's host is.
    package mutating func checkCarried(_ world: some WorldFacts) {
        for (index, slot) in plan.slots.enumerated() where !slot.carried.isEmpty {
            let current = state.slots[index]
            let host: String?
            switch current.phase {
            case .cleaned: host = current.new
            case .rolledBack: host = current.isBack ? current.new : current.old
            default: continue
            }
            for item in slot.carried {
                // A host that a fault ended meanwhile is another run's to replace.
                guard let host, world.facts(of: host)?.isLive == true, world.whereabouts(of: item)?.host != host else {
                    continue
                }
                report(.carried, "\(item) is not on \(host)")
            }
        }
    }
}
