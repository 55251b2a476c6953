import Values

/// What people have said: approvals before the beginning, requests on the way.
extension Runner {
    /// - Returns: whether the run has begun; false when something did not answer.
    mutating func begin() async throws(Ending) -> Bool {
        if state.mode != .forward { return try await endBeforeBeginning() }
        let approvals = try await approvals()
        if let blocker = plan.missingApproval(approvals, since: state.rebuiltAt) { throw .paused(blocker) }
        guard let observed = try await observe() else { return false }
        return try await begin(observed, approvals)
    }

    private mutating func begin(_ observed: Observed, _ approvals: [ApprovalRecord]) async throws(Ending) -> Bool {
        let now = services.clock.now()
        let rebuild = Rebuild(plan: plan, observed: observed)
        let rebuilt: [Event]
        do throws(Rebuild.Conflict) {
            rebuilt = try rebuild.events(now: now)
        } catch {
            throw .journal(StoreFailure(.damaged, error.detail))
        }
        var planned = Event(.runPlanned, run: plan.run, at: now)
        planned.token = plan.digest
        planned.budget = "surge \(plan.policy.maxSurge), unavailable \(plan.policy.maxUnavailable)"
        if rebuild.isNeeded {
            // Somebody must look at what was found before it is acted upon.
            let blocker = Blocker(.approval, "the journal was lost, and is rebuilt from tags")
            try await write([planned] + rebuilt + [Engine.pause(blocker, plan, now)])
            throw .paused(blocker)
        }
        let approved = plan.approvers(approvals, since: state.rebuiltAt).map { person in
            var event = Event(.runApproved, run: plan.run, at: now)
            event.reason = person
            return event
        }
        try await write([planned] + approved + [Event(.runStarted, run: plan.run, at: now)])
        return true
    }

    /// Somebody called the run off before it changed anything. Where hosts of it are there its journal was lost, and
    /// they come first.
    private mutating func endBeforeBeginning() async throws(Ending) -> Bool {
        guard let observed = try await observe() else { return false }
        let now = services.clock.now()
        guard Rebuild(plan: plan, observed: observed).isNeeded else {
            var event = Event(.runFinished, run: plan.run, at: now)
            event.reason = Outcome.aborted.rawValue
            try await write([event])
            throw .finished(.aborted)
        }
        return try await begin(observed, [])
    }

    private func approvals() async throws(Ending) -> [ApprovalRecord] {
        guard plan.policy.approvals > 0 else { return [] }
        do throws(StoreFailure) { return try await services.store.approvals(of: plan.run) } catch {
            throw .journal(error)
        }
    }

    mutating func answerRequests() async throws(Ending) {
        let requests: [RequestRecord]
        do throws(StoreFailure) { requests = try await services.store.requests(for: plan.run) } catch {
            throw .journal(error)
        }
        guard requests.count > state.request else { return }
        for number in (state.request + 1)...requests.count {
            let request = requests[number - 1].request
            var events = try await events(for: request)
            if events.isEmpty {
                var event = Event(.warning, run: plan.run, at: services.clock.now())
                event.reason = "\(request.rawValue) changes nothing now"
                events = [event]
            } else if let person = requests[number - 1].by {
                events[0].reason = "by \(person)"
            }
            events[0].request = number
            try await write(events)
        }
    }

    /// A run that waits for approval is not resumed without it, nor turned back.
    private func events(for request: Request) async throws(Ending) -> [Event] {
        if request != .pause, state.hasBegun, case .paused(let blocker) = state.status, blocker.kind == .approval,
            plan.missingApproval(try await approvals(), since: state.rebuiltAt) != nil
        {
            return []
        }
        return Engine.events(for: request, plan, state, now: services.clock.now())
    }
}
