import Documents
import Fleet
import Values

/// From a fleet as it is to the plan of a run.
struct FleetPlanning {
    let context: FleetContext
    let provider: any FleetProvider
    var selection = Selection.outdated
    var isEmergency = false
    var finishWithin: Span?

    /// What was seen, and what would be done about it.
    struct Result {
        let observed: Observed
        let plan: Plan
        /// What hosts are made from now.
        let target: FleetTarget
        /// In what new hosts will differ from the old ones, for people.
        let differences: [String]

        var report: PlanReport { PlanReport(plan, differences: differences) }
    }

    private var archive: any FleetState.Journal { context.state.journal }

    var services: Services {
        Services(cloud: provider.cloud, workload: provider.workload, clock: provider.clock, store: archive)
    }

    /// - Throws: `StoreFailure`, `ServiceFailure`, or an exit code when the reason has been shown.
    func run() async throws -> Result {
        let target = try await provider.target()
        var policy = Policy(context.file, count: target.count, isEmergency: isEmergency)
        let observed = try await services.observe(run: "", policy)
        let history = try await FleetHistory(of: context.file.name, in: archive)
        let previous = history.previous(to: target.spec, among: observed)
        // Hosts that are replaced by their like have nothing to go back to.
        if previous == nil { policy.rollsBack = false }
        var wanted = Wanted(
            run: runName(history, at: provider.clock.now()), fleet: context.file.name, spec: target.spec,
            previous: previous, placements: target.placements, selection: selection)
        wanted.author = Person.identity
        wanted.finishWithin = finishWithin.map {
            FinishWithin($0, quota: target.quota, addresses: target.addresses)
        }
        let plan = FleetPlanner.plan(observed: observed, wanted: wanted, policy: policy)
        return Result(
            observed: observed, plan: plan, target: target, differences: provider.differences(plan))
    }

    /// `FLEET-YYYYMMDD-HHMMSS`; names are never used again, since they are part of tags and tokens.
    private func runName(_ history: FleetHistory, at now: Timestamp) -> String {
        let digits = now.description.filter { ("0"..."9").contains($0) }
        let name = "\(context.file.name)-\(digits.prefix(8))-\(digits.dropFirst(8))"
        let taken = Set(history.runs.map(\.plan.run))
        var (result, number) = (name, 2)
        while taken.contains(result) {
            result = "\(name)-\(number)"
            number += 1
        }
        return result
    }
}

/// A run as it is kept.
struct StoredRun {
    let plan: Plan
    let events: [Event]
    let state: RunState

    init(_ plan: Plan, _ events: [Event]) {
        (self.plan, self.events) = (plan, events)
        state = RunState(plan, events: events)
    }

    /// Whether it may still change something.
    var isActive: Bool {
        switch state.status {
        case .planned, .running, .paused: true
        case .finished: false
        }
    }

    /// Whether `resume` would take it up.
    var isResumable: Bool {
        switch state.status {
        case .finished(let outcome): outcome == .blocked || outcome == .rollbackIncomplete
        default: true
        }
    }
}

/// The runs of one fleet, oldest first.
struct FleetHistory {
    let runs: [StoredRun]

    /// - Parameter fleet: nil for all fleets.
    init(of fleet: String?, in archive: any FleetState.Journal) async throws(StoreFailure) {
        var runs: [StoredRun] = []
        for name in try await archive.runs() {
            guard let plan = try await archive.plan(of: name), fleet == nil || plan.fleet == fleet else { continue }
            runs.append(StoredRun(plan, try await archive.events(of: name)))
        }
        self.runs = runs.sorted { (Self.begin($0), $0.plan.run) < (Self.begin($1), $1.plan.run) }
    }

    /// A run that has not begun is the newest there is.
    private static func begin(_ run: StoredRun) -> Timestamp { run.events.first?.at ?? Timestamp(seconds: .max) }

    /// The run that must end before another one begins.
    var active: StoredRun? { runs.last { $0.isActive } }

    /// What the fleet's outdated hosts run: what the last run that ended well left behind where some of them do, else what
    /// most of them run. nil where none is outdated, or all were launched by somebody else.
    func previous(to spec: HostSpec, among observed: Observed) -> HostSpec? {
        var counts: [HostDigest: (count: Int, image: String)] = [:]
        for host in observed.instances.values where host.state.isLive && !host.isKept {
            guard let digest = host.tags.host, digest != spec.digest else { continue }
            counts[digest, default: (0, host.image)].count += 1
        }
        if let settled, counts[settled.digest] != nil { return settled }
        let most = counts.max { ($0.value.count, $1.key.description) < ($1.value.count, $0.key.description) }
        guard let most else { return nil }
        let known = runs.flatMap { [$0.plan.spec, $0.plan.previous].compactMap(\.self) }
        return known.first { $0.digest == most.key }
            ?? HostSpec(image: most.value.image, imageName: most.value.image, digest: most.key)
    }

    /// What the last run that ended well left behind.
    private var settled: HostSpec? {
        for run in runs.reversed() {
            switch run.state.status {
            case .finished(.done): return run.plan.spec
            case .finished(.rolledBack): return run.plan.previous
            default: continue
            }
        }
        return nil
    }
}
