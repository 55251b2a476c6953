import Fleet

/// Volumes, interfaces and addresses that move from host to host.
extension World {
    /// Gives every host of the fleet one thing to carry.
    func addCarried() {
        for (number, host) in hosts.enumerated() {
            host.carried = ["vol-\(number + 1)"]
            carried["vol-\(number + 1)"] = (host.record.placement.zone, false)
        }
    }

    func whereabouts(of item: String) -> Whereabouts? {
        guard let known = carried[item] else { return nil }
        let host = hosts.first { $0.carried.contains(item) && $0.state(at: now).isLive }
        var place = Whereabouts(zone: known.zone, host: host?.id)
        place.isBackedUp = known.isBackedUp
        return place
    }

    func apply(_ step: CarryStep, _ item: String, to host: SimulatedHost) throws(ServiceFailure) {
        switch step {
        case .backUp: if !lies.contains(.copied) { carried[item]?.isBackedUp = true }
        case .detach where host.holdsCarried: throw ServiceFailure(.unavailable, "IncorrectState: \(item) is busy")
        case .detach, .forceDetach: host.carried.removeAll { $0 == item }
        case .attach:
            let place = whereabouts(of: item)
            if let other = place?.host, other != host.id {
                throw ServiceFailure(.refused, "VolumeInUse: \(item) is attached to \(other)")
            }
            guard place?.zone == host.record.placement.zone else {
                throw ServiceFailure(.refused, "InvalidVolume.ZoneMismatch: \(item)")
            }
            guard host.isRunning(at: now), !host.carried.contains(item) else { return }
            for other in hosts { other.carried.removeAll { $0 == item } }
            host.carried.append(item)
        }
    }
}
