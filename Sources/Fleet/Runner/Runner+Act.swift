import Values

/// Asking for changes. Each was written down before; what is not asked for in this turn is decided again in the next.
extension Runner {
    mutating func act(_ actions: [Action], _ observed: Observed) async throws(Ending) {
        var isLaunching = true
        var endings: [String: [(slot: Int?, id: String)]] = [:]
        for action in actions {
            guard state.status == .running else { return }
            switch action {
            case .record: break
            case .launch(let request, let slots):
                // First come, first served: small launches must not take what a large one waits for.
                if isLaunching { isLaunching = try await launch(request, slots) }
            case .terminate(let slot, let id):
                endings[observed.instances[id]?.zone ?? "", default: []].append((slot, id))
            case .change(let slot, let change, let id):
                guard let instance = observed.instances[id] else { continue }
                try await perform(change, slot, instance)
            case .console(let slot, let id): try await keepEvidence(slot, id)
            case .isolate(_, let id): try await isolate(id)
            case .carry(let slot, let step, let item, let id): try await carry(slot, step, item, id)
            }
        }
        for zone in endings.keys.sorted() {
            var rest = (endings[zone] ?? [])[...]
            while !rest.isEmpty, state.status == .running {
                try await terminate(Array(rest.prefix(EC2Limits.terminateBatch)))
                rest = rest.dropFirst(EC2Limits.terminateBatch)
            }
        }
    }

    /// - Returns: whether the call was within the limits, so that another may follow.
    private mutating func launch(_ request: LaunchRequest, _ slots: [Int]) async throws(Ending) -> Bool {
        guard throttle.take(.launch, request.count, isWhole: true, at: services.clock.now()) > 0 else { return false }
        try await guardLease()
        let cloud = services.cloud
        let answer = await answer { () throws(ServiceFailure) in try await cloud.launch(request) }
        let now = services.clock.now()
        switch answer {
        case .success(let instances):
            throttle.answered(.launch)
            try await write(Engine.launched(instances, for: slots, plan, state, now: now))
        case .failure(let failure) where failure.isTransient:
            try await take(failure, api: "launch", .launch, slot: slots.first.map { plan.slots[$0].id })
        case .failure(let failure):
            throttle.answered(.launch)
            try await write(Engine.refused(failure, for: slots, plan, state, now: now))
        }
        return true
    }

    private mutating func terminate(_ hosts: [(slot: Int?, id: String)]) async throws(Ending) {
        let granted = throttle.take(.terminate, hosts.count, at: services.clock.now())
        guard granted > 0 else { return }
        let hosts = Array(hosts.prefix(granted))
        try await guardFence()
        let cloud = services.cloud
        switch await answer({ () throws(ServiceFailure) in try await cloud.terminate(hosts.map(\.id)) }) {
        case .success(let refused):
            throttle.answered(.terminate)
            for host in hosts {
                guard let failure = refused[host.id], !failure.isTransient else { continue }
                let now = services.clock.now()
                try await write(Engine.refused(failure, terminating: host.slot, plan, state, now: now))
            }
        case .failure(let failure): try await take(failure, api: "terminate", .terminate)
        }
    }

    private mutating func perform(_ change: HostChange, _ slot: Int, _ instance: Instance) async throws(Ending) {
        try await guardLease()
        do throws(ServiceFailure) {
            try await services.workload.perform(change, on: instance)
            refusals[instance.id] = nil
        } catch {
            // The phase's deadline names what does not answer; only missing rights hold the whole run.
            guard error.code == .denied || error.code == .credentials, let blocker = Engine.holds(error) else {
                return try await tell(error, of: change, slot, instance.id)
            }
            try await write([Engine.pause(blocker, plan, services.clock.now())])
        }
    }

    /// It is asked again in every turn, and told when the answer is another one.
    private mutating func tell(
        _ failure: ServiceFailure, of change: HostChange, _ slot: Int, _ id: String
    ) async throws(Ending) {
        guard refusals[id] != failure else { return }
        refusals[id] = failure
        var event = Event(.apiRetry, run: plan.run, at: services.clock.now(), slot: plan.slots[slot].id)
        event.api = change.rawValue
        event.reason = failure.words
        try await write([event])
    }

    private mutating func keepEvidence(_ slot: Int, _ id: String) async throws(Ending) {
        let text: String
        do throws(ServiceFailure) { text = try await services.cloud.console(id) } catch {
            // The host is kept two minutes for its console, and no longer.
            return
        }
        do throws(StoreFailure) {
            try await services.store.keep(evidence: text, of: id, run: plan.run)
        } catch {
            throw .journal(error)
        }
        var event = Event(.evidence, run: plan.run, at: services.clock.now(), slot: plan.slots[slot].id)
        event.new = id
        event.reason = text.isEmpty ? "the console is empty" : "console output is kept"
        try await write([event])
    }

    /// A call's answer as a value, so that what follows may fail in other ways.
    private func answer<Value>(
        _ call: () async throws(ServiceFailure) -> Value
    ) async -> Result<Value, ServiceFailure> {
        do throws(ServiceFailure) { return .success(try await call()) } catch { return .failure(error) }
    }

    private mutating func isolate(_ id: String) async throws(Ending) {
        try await guardFence()
        do throws(ServiceFailure) {
            try await services.cloud.isolate(id, until: services.clock.now() + plan.policy.keptFor.seconds)
        } catch {
            try await take(error, api: "isolate", .terminate)
        }
    }
}
