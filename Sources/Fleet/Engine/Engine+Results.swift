package import Values

/// What the answer to a call means for its slots.
extension Engine {
    /// The answer to a launch: the instances, in any order, fewer than asked for perhaps.
    package static func launched(
        _ instances: [Instance], for slots: [Int], _ plan: Plan, _ state: RunState, now: Timestamp
    ) -> [Event] {
        let open = slots.filter { state.slots[$0].phase == .launchIntent }
        // An answer may name whatever it likes: only hosts of this run that no slot has yet are taken for new ones.
        let fresh = instances.filter { $0.tags.run == plan.run && state.slotOfHost[$0.id] == nil }
        let sorted = Dictionary(fresh.map { ($0.id, $0) }) { first, _ in first }.values.sorted { $0.id < $1.id }
        return open.enumerated().map { index, slot in
            var event = transition(slot, .launchIntent, plan, state, now)
            if index < sorted.count {
                event.to = .launched
                event.new = sorted[index].id
                event.zone = sorted[index].zone
            } else if sorted.isEmpty {
                // No instance and no error: another place is tried, or the slot would ask for ever.
                event.to = .planned
                event.placement = state.slots[slot].option + 1
                event.reason = Relaunch.elsewhere.rawValue
                event.blocker = Blocker(.launch, "the answer names no instance")
            } else {
                event.to = .planned
                event.reason = Relaunch.retry.rawValue
            }
            return event
        }
    }

    /// Attempts after which a slot takes a refusal that a new token should escape for final.
    static let mostAttempts = 10

    /// A launch that was refused.
    package static func refused(
        _ failure: ServiceFailure, for slots: [Int], _ plan: Plan, _ state: RunState, now: Timestamp
    ) -> [Event] {
        var events: [Event] = []
        let open = slots.filter { state.slots[$0].phase == .launchIntent }
        switch failure.code {
        case .throttled, .unavailable, .profile, .denied, .credentials: break
        case .capacity, .addresses, .tokenMismatch, .quota, .image, .key, .template, .refused, .notFound, .protected:
            for slot in open {
                var event = transition(slot, .launchIntent, plan, state, now)
                event.to = .planned
                event.api = failure.code.rawValue
                if failure.code == .capacity || failure.code == .addresses {
                    event.placement = state.slots[slot].option + 1
                    event.reason = Relaunch.elsewhere.rawValue
                    event.blocker = Blocker(failure.code == .addresses ? .addresses : .capacity, failure.words)
                } else if holds(failure) == nil, state.slots[slot].attempt - state.attemptFloor >= mostAttempts {
                    event.to = .blocked
                    event.blocker = Blocker(.launch, failure.words)
                } else {
                    event.reason = Relaunch.retry.rawValue
                }
                events.append(event)
            }
        }
        if let blocker = holds(failure) { events += held(blocker, slots: open, plan, state, now) }
        return events
    }

    /// A refusal that no other attempt of this run would escape; nil for one that the slot alone deals with.
    package static func holds(_ failure: ServiceFailure) -> Blocker? {
        switch failure.code {
        case .quota: Blocker(.quota, failure.words)
        case .image: Blocker(.image, failure.words)
        case .key: Blocker(.key, failure.words)
        case .template: Blocker(.template, failure.words)
        case .denied: Blocker(.permission, failure.words)
        case .credentials: Blocker(.credentials, failure.words)
        case .refused: Blocker(.launch, failure.words)
        default: nil
        }
    }

    /// The run pauses. When the image that is gone is the previous one, the slots that need it are blocked instead: the
    /// rest of the rollback goes on.
    private static func held(
        _ blocker: Blocker, slots: [Int], _ plan: Plan, _ state: RunState, _ now: Timestamp
    ) -> [Event] {
        guard blocker.kind == .image, slots.allSatisfy({ state.slots[$0].isBack }) else {
            return [pause(blocker, plan, now)]
        }
        return slots.map { slot in
            var event = transition(slot, .planned, plan, state, now)
            event.to = .blocked
            event.blocker = Blocker(.previousImage, blocker.detail)
            return event
        }
    }

    /// A termination that was refused for one instance.
    package static func refused(
        _ failure: ServiceFailure, terminating slot: Int?, _ plan: Plan, _ state: RunState, now: Timestamp
    ) -> [Event] {
        guard failure.code == .protected, let slot else { return holds(failure).map { [pause($0, plan, now)] } ?? [] }
        var event = transition(slot, state.slots[slot].phase, plan, state, now)
        event.to = .blocked
        event.blocker = Blocker(.protected, failure.words)
        return [event]
    }

    package static func pause(_ blocker: Blocker, _ plan: Plan, _ now: Timestamp) -> Event {
        var event = Event(.runPaused, run: plan.run, at: now)
        event.blocker = blocker
        return event
    }

    private static func transition(
        _ slot: Int, _ from: SlotPhase, _ plan: Plan, _ state: RunState, _ now: Timestamp
    ) -> Event {
        var event = Event(.slotTransition, run: plan.run, at: now, slot: plan.slots[slot].id)
        event.from = from
        event.old = state.slots[slot].old
        event.attempt = state.slots[slot].attempt
        return event
    }
}
