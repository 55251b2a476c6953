package import Values

/// What people ask of a run.
package enum Request: String, Sendable, CaseIterable {
    case pause, resume, rollback, abort
}

/// A request, and who made it.
package struct RequestRecord: Sendable, Hashable {
    package let request: Request
    /// The caller's identity; nil where that is not known.
    package let by: String?

    package init(_ request: Request, by: String? = nil) {
        self.request = request
        self.by = by
    }

    /// `pause ann@laptop`, as stores keep it.
    package var line: String {
        [request.rawValue, by].compactMap(\.self).joined(separator: " ").filter { $0 != "\n" }
    }

    /// Reads what `line` says; nil for anything else.
    package init?(line: some StringProtocol) {
        let parts = line.split(separator: " ", maxSplits: 1).map { String($0) }
        guard let request = parts.first.flatMap(Request.init) else { return nil }
        self.init(request, by: parts.count > 1 ? parts[1] : nil)
    }
}

extension Engine {
    /// The events that a request makes; none where it changes nothing.
    package static func events(for request: Request, _ plan: Plan, _ state: RunState, now: Timestamp) -> [Event] {
        if case .finished(let outcome) = state.status {
            let isResumable = outcome == .blocked || outcome == .rollbackIncomplete
            return isResumable && request == .resume ? resume(plan, state, now) : []
        }
        switch request {
        case .pause:
            let isHeld = state.status == .running || state.status == .planned
            return isHeld ? [pause(Blocker(.user), plan, now)] : []
        case .abort: return state.mode == .abort ? [] : [Event(.runAborted, run: plan.run, at: now)]
        case .rollback:
            guard state.mode == .forward, plan.previous != nil else { return [] }
            return [Event(.rollbackStarted, run: plan.run, at: now)]
        case .resume:
            guard case .paused = state.status else { return [] }
            return resume(plan, state, now)
        }
    }

    /// The run goes on, and blocked slots are tried again: from their beginning, or from where both hosts were left.
    private static func resume(_ plan: Plan, _ state: RunState, _ now: Timestamp) -> [Event] {
        var events = [Event(.runResumed, run: plan.run, at: now)]
        for index in state.slots.indices where state.slots[index].phase == .blocked {
            // One that was never part of the run stays out.
            guard plan.slots[index].blocker == nil else { continue }
            let slot = state.slots[index]
            var event = Event(.slotTransition, run: plan.run, at: now, slot: plan.slots[index].id)
            event.from = .blocked
            event.old = slot.old
            switch (slot.blocker?.kind, slot.blockedFrom) {
            case (.undo, _): event.to = .undoing
            case (.terminate, .newFailed): event.to = .newFailed
            case (.terminate, .terminateIntent), (.protected, .terminateIntent): event.to = .terminateIntent
            default:
                event.to = .planned
                event.placement = 0
                event.reason = Relaunch.retry.rawValue
            }
            events.append(event)
        }
        return events
    }
}
