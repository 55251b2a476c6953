import Values

/// Looking at the fleet.
extension Runner {
    /// nil when something did not answer; the next turn asks again.
    mutating func observe() async throws(Ending) -> Observed? {
        let now = services.clock.now()
        guard throttle.take(.describe, at: now) > 0 else { return nil }
        do throws(ServiceFailure) {
            var observed = try await services.observe(run: plan.run, plan.policy)
            throttle.answered(.describe)
            unseen = nil
            observed.missingSince = missing(observed)
            observed.readings = try await readings(observed)
            return observed
        } catch {
            try await take(error, api: "describe", .describe)
            try await missSight(error)
            return nil
        }
    }

    /// No deadline passes while nothing can be seen, so this has one of its own: that of a launch without an answer.
    mutating func missSight(_ failure: ServiceFailure) async throws(Ending) {
        let now = services.clock.now()
        let since = unseen?.since ?? now
        // Told at once, but not every time.
        if unseen == nil { try await write([]) }
        unseen = (since, failure)
        guard state.status == .running || state.status == .planned, now.since(since) > plan.policy.boot.seconds else {
            return
        }
        unseen = nil
        try await write([Engine.pause(Blocker(.service, failure.words), plan, now)])
    }

    /// Hosts of the run that should be described and are not, and since when. A host that was never seen is not missing:
    /// descriptions begin some time after a launch.
    private mutating func missing(_ observed: Observed) -> [String: Timestamp] {
        var result: [String: Timestamp] = [:]
        for index in state.slots.indices {
            let phase = state.slots[index].phase
            guard phase != .cleaned, phase != .rolledBack else { continue }
            if let old = state.slots[index].old, observed.instances[old] == nil {
                result[old] = missingSince[old] ?? observed.at
            }
            guard phase != .launched, phase != .adopted else { continue }
            if let new = state.slots[index].new, observed.instances[new] == nil {
                result[new] = missingSince[new] ?? observed.at
            }
        }
        missingSince = result
        return result
    }

    /// What the probes of the hosts under test say.
    private func readings(_ observed: Observed) async throws(ServiceFailure) -> [String: GateReading] {
        guard !plan.policy.probes.isEmpty else { return [:] }
        var result: [String: GateReading] = [:]
        for slot in state.slots where slot.phase == .joined || slot.phase == .inService || slot.phase == .statusOK {
            guard let id = slot.new, let instance = observed.instances[id], instance.state == .running else { continue }
            var reading = GateReading.pass
            for gate in plan.policy.probes where reading == .pass {
                reading = try await services.workload.reading(of: gate, on: instance)
            }
            result[id] = reading
        }
        return result
    }

    /// A call that failed: asked again later, or the run pauses. Never a sign of a host's health.
    /// - Parameter slot: the first slot of a launch.
    mutating func take(
        _ failure: ServiceFailure, api: String, _ action: Throttle.Action, slot: String? = nil
    ) async throws(Ending) {
        let now = services.clock.now()
        if let blocker = Engine.holds(failure) { return try await write([Engine.pause(blocker, plan, now)]) }
        throttle.failed(action, isThrottled: failure.code == .throttled, at: now)
        var event = Event(.apiRetry, run: plan.run, at: now, slot: slot)
        event.api = api
        event.reason = failure.words
        notes.append(event)
    }
}
