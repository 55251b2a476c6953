import Values

/// Looking at a fleet, for a run or for a plan.
extension Services {
    /// Everything that can be seen without asking single hosts.
    /// - Parameter run: whose tag counts besides the fleet's; empty before there is a run.
    package func observe(run: String, _ policy: Policy) async throws(ServiceFailure) -> Observed {
        let instances = try await cloud.instances(run: run)
        let members = try await workload.members(of: instances)
        var observed = Observed(at: clock.now(), instances: instances, members: members)
        observed.alarm = try await alarm(policy)
        observed.isWindowOpen = isWindowOpen(policy, at: observed.at)
        return observed
    }

    /// All alarms together: one that fires counts before one that says nothing.
    private func alarm(_ policy: Policy) async throws(ServiceFailure) -> GateReading {
        var result = GateReading.pass
        for case .alarm(let name, let blocks) in policy.alarms {
            switch try await cloud.alarm(name) {
            case .pass: break
            case .fail: return .fail(name)
            case .noData: if blocks { result = .noData(name) }
            }
        }
        return result
    }

    private func isWindowOpen(_ policy: Policy, at now: Timestamp) -> Bool {
        policy.windows.isEmpty
            || policy.windows.contains { window in clock.local(now, in: window.timezone).map(window.isOpen) ?? false }
    }
}
