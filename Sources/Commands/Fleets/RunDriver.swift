import Documents
import Fleet
import Values

/// Carries a run on in this process, says how it goes, and tells what came of it.
struct RunDriver {
    let context: FleetContext
    let provider: any FleetProvider
    let plan: Plan

    private var archive: any FleetState.Journal { context.state.journal }

    /// - Returns: the verb's exit code.
    func drive() async throws -> Int32 {
        let services = Services(
            cloud: provider.cloud, workload: provider.workload, clock: provider.clock, store: archive)
        try await freeLock(services)
        var progress = ProgressDisplay.choose(context.report.options)
        let notifier = try Notifier(context)
        let feed = EventFeed()
        var runner = Runner(plan, services, owner: LockOwner.current)
        runner.didWrite = { feed.events += $0 }
        let ending = try await notifier.with(plan) { notifications in
            let ending = await runner.run { runner in
                let events = feed.take()
                progress.show(events, runner)
                await notifications.tell(events)
            }
            let rest = feed.take()
            progress.show(rest, runner)
            progress.finish()
            await notifications.tell(rest)
            await notifications.end(ending, runner.state)
            return ending
        }
        let run = StoredRun(plan, (try? await archive.events(of: plan.run)) ?? [])
        let page = try await keepPage(of: run)
        let evidence = ((try? await archive.evidence(of: plan.run)) ?? []).map { host in
            (host: host, place: archive.place(of: "evidence/\(host).txt", with: plan.run))
        }
        let summary = RunSummary(run: run, ending: ending, waits: runner.waits, page: page, evidence: evidence)
        try summary.print(context.report)
        return ending.exitCode
    }

    /// A lock of a process of this computer that is no more holds nobody's work up: it is broken, on record.
    private func freeLock(_ services: Services) async throws {
        guard let lock = try await archive.lock(of: plan.fleet), LockOwner.isGone(lock.owner) else { return }
        let now = services.clock.now()
        guard now.since(lock.expiry) <= LockRecord.skew else { return }
        _ = try await LockRecord.break(
            of: plan, by: "\(Person.identity), since process \(lock.owner) is gone", archive, now: now)
        context.report.note("taking over from \(lock.owner), which is gone")
    }

    /// - Returns: where the report page stands; nil for a run that has not begun.
    private func keepPage(of run: StoredRun) async throws -> String? {
        guard run.state.hasBegun else { return nil }
        try await archive.keep(RunPage(run).html, as: RunPage.name, with: plan.run)
        return archive.place(of: RunPage.name, with: plan.run)
    }
}

/// Lines of the journal on their way to who shows them.
private final class EventFeed {
    var events: [Event] = []

    func take() -> [Event] {
        defer { events = [] }
        return events
    }
}
