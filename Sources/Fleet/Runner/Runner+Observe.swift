import Values

/// Looking at the fleet.
extension Runner {
    /// nil when something did not answer; the next turn asks again.
    mutating func observe() async throws(Ending) -> Observed? {
        let now = services.clock.now()
        guard throttle.take(.describe, at: now) > 0 else { return nil }
        do throws(ServiceFailure) {
            let instances = try await services.cloud.instances(run: plan.run)
            throttle.answered(.describe)
            let members = try await services.workload.members(of: instances)
            var observed = Observed(at: services.clock.now(), instances: instances, members: members)
            observed.missingSince = missing(observed)
            observed.readings = try await readings(observed)
            observed.alarm = try await alarm()
            observed.isWindowOpen = isWindowOpen(at: observed.at)
            return observed
        } catch {
            try await take(error, api: "describe", .describe)
            return nil
        }
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

    /// All alarms together: one that fires counts before one that says nothing.
    private func alarm() async throws(ServiceFailure) -> GateReading {
        var result = GateReading.pass
        for case .alarm(let name, let blocks) in plan.policy.alarms {
            switch try await services.cloud.alarm(name) {
            case .pass: break
            case .fail: return .fail(name)
            case .noData: if blocks { result = .noData(name) }
            }
        }
        return result
    }

    private func isWindowOpen(at now: Timestamp) -> Bool {
        let windows = plan.policy.windows
        return windows.isEmpty
            || windows.contains { window in
                services.clock.local(now, in: window.timezone).map(window.isOpen) ?? false
            }
    }

    /// A call that failed: asked again later, or the run pauses. Never a sign of a host's health.
    mutating func take(_ failure: ServiceFailure, api: String, _ action: Throttle.Action) async throws(Ending) {
        let now = services.clock.now()
        if let blocker = Engine.holds(failure) { return try await write([Engine.pause(blocker, plan, now)]) }
        throttle.failed(action, isThrottled: failure.code == .throttled, at: now)
        var event = Event(.apiRetry, run: plan.run, at: now)
        event.api = api
        event.reason = failure.words
        notes.append(event)
    }
}
