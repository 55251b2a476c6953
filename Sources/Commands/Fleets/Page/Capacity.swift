import Fleet

/// How many hosts there are, and how many of them serve.
struct Capacity: Equatable {
    var serving = 0
    var live = 0

    init() {}

    mutating func add(_ other: Capacity, times: Int) {
        serving += other.serving * times
        live += other.live * times
    }

    /// As it was seen.
    init(_ observed: Observed, _ policy: Policy) {
        let hosts = observed.instances.values.filter { $0.state.isLive && !$0.isKept }
        live = hosts.count
        serving = hosts.count { observed.isServing($0.id, usesTargets: policy.usesTargets) }
    }
}

/// What the journal says about the two hosts of a slot. A host that is told to end counts no more.
struct SlotHosts {
    private struct Host {
        var isLive: Bool
        var serves: Bool

        static let gone = Host(isLive: false, serves: false)
    }

    private var old: Host
    private var new = Host.gone

    init(_ slot: PlannedSlot) {
        old = slot.old == nil ? .gone : Host(isLive: true, serves: slot.reason != .unhealthy)
    }

    var capacity: Capacity {
        var result = Capacity()
        for host in [old, new] where host.isLive {
            result.live += 1
            if host.serves { result.serving += 1 }
        }
        return result
    }

    mutating func apply(_ event: Event, _ slot: SlotState) {
        switch event.to {
        case .launched, .adopted: new = Host(isLive: true, serves: false)
        case .inService, .baked: new.serves = new.isLive
        case .joined, .newFailed: new.serves = false
        case .oldCordoned: old.serves = false
        case .terminateIntent, .terminated, .cleaned, .vanished: old = .gone
        case .undoing:
            // From its second step on the old host serves again.
            guard slot.step != .restoring else { return }
            old.serves = old.isLive
            new.serves = false
        case .planned:
            if event.reason == Relaunch.rollback.rawValue { old = new } else { old.serves = old.isLive }
            new = .gone
        case .rolledBack: if !slot.isBack { leave() }
        case .blocked: if ![.undo, .terminate, .carried, .protected].contains(event.blocker?.kind) { leave() }
        default: break
        }
    }

    /// The slot is left with what it had.
    private mutating func leave() {
        new = .gone
        old.serves = old.isLive
    }
}
