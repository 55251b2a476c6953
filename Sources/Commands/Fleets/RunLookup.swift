import Documents
import Fleet
import Values

/// Finding runs by what people type.
struct RunLookup {
    let state: FleetState
    let report: Report

    private var archive: any FleetState.Journal { state.journal }

    /// A run by its name, or by a beginning of it that no other run has.
    func run(_ name: String) async throws -> StoredRun {
        let runs = try await FleetHistory(of: nil, in: archive).runs
        let names = runs.map(\.plan.run)
        let found = runs.filter { $0.plan.run == name }
        let near = found.isEmpty ? runs.filter { !name.isEmpty && $0.plan.run.hasPrefix(name) } : found
        guard near.count == 1 else {
            let guess = near.isEmpty ? nearestName(to: name, among: names).map { "did you mean `\($0)`?" } : nil
            throw report.failure(
                .unknownRun,
                near.isEmpty ? "there is no run `\(printable(name))`" : "several runs begin with `\(name)`",
                remedy: guess ?? "`basalt runs` and `basalt history` list them", ExitStatus.usage)
        }
        return near[0]
    }

    /// Runs `body` with the provider that the run was started with: the fleet file may have changed since.
    func with<Result>(
        _ run: StoredRun, _ store: StoreOptions, _ body: (FleetContext, any FleetProvider) async throws -> Result
    ) async throws -> Result {
        var diagnostics = Diagnostics()
        guard let text = try await archive.text(FleetSource.kept, of: run.plan.run),
            let source = FleetSource(json: text),
            let file = source.load(into: &diagnostics)
        else {
            report.show(diagnostics)
            throw report.failure(
                .journalFailed, "run \(run.plan.run) has no fleet file that this version can read",
                remedy: "start a new run with `basalt replace`", ExitStatus.failed)
        }
        let context = FleetContext(
            file: file, image: run.plan.spec.imageName, state: state, store: store, report: report)
        return try await FleetProviders.with(context) { try await body(context, $0) }
    }

    /// Who has a fleet now; nil while nobody does.
    func runner(of fleet: String, at now: Timestamp) async throws -> LockRecord? {
        guard let lock = try await archive.lock(of: fleet), !LockOwner.isGone(lock.owner),
            now.since(lock.expiry) <= LockRecord.skew
        else { return nil }
        return lock
    }
}

extension FleetPlanning {
    func activeRun() async throws -> StoredRun? {
        try await FleetHistory(of: context.file.name, in: context.state.journal).active
    }
}
