import Fleet
import Values

struct RehearsalCloud: Cloud {
    let rehearsal: Rehearsal

    private func ask<Value>(
        _ call: (SimulatedCloud) async throws(ServiceFailure) -> Value
    ) async throws(ServiceFailure) -> Value {
        try await rehearsal.exclusive { (world) throws(ServiceFailure) in
            try await call(SimulatedCloud(world: world, process: SimulatedProcess(name: "rehearsal", life: nil)))
        }
    }

    func instances(run: String) async throws(ServiceFailure) -> [Instance] {
        try await ask { (cloud) throws(ServiceFailure) in try await cloud.instances(run: run) }
    }

    func launch(_ request: LaunchRequest) async throws(ServiceFailure) -> [Instance] {
        try await ask { (cloud) throws(ServiceFailure) in try await cloud.launch(request) }
    }

    func terminate(_ ids: [String]) async throws(ServiceFailure) -> [String: ServiceFailure] {
        try await ask { (cloud) throws(ServiceFailure) in try await cloud.terminate(ids) }
    }

    func console(_ id: String) async throws(ServiceFailure) -> String {
        try await ask { (cloud) throws(ServiceFailure) in try await cloud.console(id) }
    }

    func isolate(_ id: String, until: Timestamp) async throws(ServiceFailure) {
        try await ask { (cloud) throws(ServiceFailure) in try await cloud.isolate(id, until: until) }
    }

    func isLaunchable(_ image: String) async throws(ServiceFailure) -> Bool {
        try await ask { (cloud) throws(ServiceFailure) in try await cloud.isLaunchable(image) }
    }

    func alarm(_ name: String) async throws(ServiceFailure) -> GateReading {
        try await ask { (cloud) throws(ServiceFailure) in try await cloud.alarm(name) }
    }
}

struct RehearsalWorkload: Workload {
    let rehearsal: Rehearsal

    private func ask<Value>(
        _ call: (SimulatedWorkload) async throws(ServiceFailure) -> Value
    ) async throws(ServiceFailure) -> Value {
        try await rehearsal.exclusive { (world) throws(ServiceFailure) in
            try await call(SimulatedWorkload(world: world, process: SimulatedProcess(name: "rehearsal", life: nil)))
        }
    }

    func members(of instances: [Instance]) async throws(ServiceFailure) -> MemberReport {
        try await ask { (workload) throws(ServiceFailure) in try await workload.members(of: instances) }
    }

    func perform(_ change: HostChange, on instance: Instance) async throws(ServiceFailure) {
        try await ask { (workload) throws(ServiceFailure) in try await workload.perform(change, on: instance) }
    }

    func reading(of gate: Gate, on instance: Instance) async throws(ServiceFailure) -> GateReading {
        try await ask { (workload) throws(ServiceFailure) in try await workload.reading(of: gate, on: instance) }
    }
}

/// Time passes only while a command sleeps, so that nothing happens behind anybody's back.
struct RehearsalClock: Clock {
    let rehearsal: Rehearsal
    let wallClock: any Clock

    func now() -> Timestamp { rehearsal.now() }

    func sleep(seconds: Int) async throws(CancellationError) {
        if let speed = rehearsal.settings.speed {
            do { try await Task.sleep(for: .milliseconds(seconds * 1000 / speed)) } catch { throw CancellationError() }
        } else if Task.isCancelled {
            throw CancellationError()
        }
        rehearsal.pass(seconds)
    }

    func local(_ time: Timestamp, in timezone: String) -> LocalTime? { wallClock.local(time, in: timezone) }
}
