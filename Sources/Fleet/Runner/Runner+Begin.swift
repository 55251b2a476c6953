import Values

/// What people have said: approvals before the beginning, requests on the way.
extension Runner {
    /// - Returns: whether the run has begun; false when something did not answer.
    mutating func begin() async throws(Ending) -> Bool {
        let approvals = try await approvals()
        if let blocker = plan.missingApproval(approvals, since: state.rebuiltAt) { throw .paused(blocker) }
        guard let observed = try await observe() else { return false }
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

    /// A run that waits for approval is not resumed without it.
    private func events(for request: Request) async throws(Ending) -> [Event] {
        if request == .resume, case .paused(let blocker) = state.status, blocker.kind == .approval,
            plan.missingApproval(try await approvals(), since: state.rebuiltAt) != nil
        {
            return []
        }
        return Engine.events(for: request, plan, state, now: services.clock.now())
    }
}
