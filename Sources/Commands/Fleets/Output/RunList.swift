import Documents
import Fleet
import Values

/// Runs, one a line.
struct RunList {
    let runs: [StoredRun]
    /// Fleets that some process replaces hosts of now.
    let busyFleets: Set<String>

    init(_ runs: [StoredRun], _ lookup: RunLookup) async throws {
        self.runs = runs
        let now = SystemClock().now()
        var busy: Set<String> = []
        for fleet in Set(runs.map(\.plan.fleet)).sorted() where try await lookup.runner(of: fleet, at: now) != nil {
            busy.insert(fleet)
        }
        busyFleets = busy
    }

    /// A run that was killed is still running, as far as its journal knows.
    private func words(_ run: StoredRun) -> String {
        guard run.state.status == .running, !busyFleets.contains(run.plan.fleet) else { return run.state.status.words }
        return "stopped; no process runs it"
    }

    func print(_ report: Report) throws {
        switch report.options.format {
        case .json:
            try report.result(
                json: JSON.mapping([("version", JSON.number(1)), ("runs", JSON.list(runs.map(\.json)))]))
        case .table:
            guard !runs.isEmpty else { return report.note("no runs") }
            let rows = runs.map { run in
                [
                    run.plan.run, run.plan.spec.imageName, "\(run.done)/\(run.plan.slots.count)",
                    run.plan.author ?? "", run.events.first?.at.minutes ?? "", words(run),
                ].map { printable($0) }
            }
            try report.result(TextTable.text([["RUN", "IMAGE", "DONE", "BY", "BEGUN", "STATUS"]] + rows))
        }
    }
}

extension StoredRun {
    /// Slots that are where they should be at the end.
    var done: Int {
        state.slots.count { $0.phase == .cleaned || (state.mode == .rollback && $0.phase == .rolledBack) }
    }

    var json: Node {
        JSON.mapping([
            ("run", JSON.text(plan.run)), ("fleet", JSON.text(plan.fleet)), ("image", JSON.text(plan.spec.imageName)),
            ("previous", plan.previous.map { JSON.text($0.imageName) }), ("author", plan.author.map { JSON.text($0) }),
            ("digest", JSON.text(plan.digest)), ("status", JSON.text(state.status.word)),
            ("mode", JSON.text(state.mode.rawValue)), ("done", JSON.number(done)),
            ("slots", JSON.number(plan.slots.count)), ("seconds", JSON.number(seconds)),
            ("begun", events.first.map { JSON.text($0.at.description) }),
            ("changed", events.last.map { JSON.text($0.at.description) }),
            ("blocker", state.status.blocker.map { JSON.text($0.description) }),
        ])
    }
}

/// One run, slot by slot.
struct RunDetails {
    private let run: StoredRun
    private let approvals: [ApprovalRecord]
    /// Failed hosts, and where their console output stands.
    private let evidence: [(host: String, place: String)]

    init(_ run: StoredRun, in archive: any FleetState.Journal) async throws {
        self.run = run
        approvals = try await archive.approvals(of: run.plan.run)
        evidence = try await archive.evidence(of: run.plan.run).map { host in
            (host: host, place: archive.place(of: "evidence/\(host).txt", with: run.plan.run))
        }
    }

    func print(_ report: Report) throws {
        switch report.options.format {
        case .json: try report.result(json: json)
        case .table: try report.result(text)
        }
    }

    private var text: String {
        let rows = zip(run.plan.slots, run.state.slots).map { slot, state in
            [
                slot.id, state.new ?? "", state.phase.words, slot.wave == 0 ? "canary" : String(slot.wave),
                state.blocker?.description ?? "",
            ].map { printable($0) }
        }
        var text = "\(run.plan.run): \(printable(run.state.status.words)); \(run.plan.spec.imageName)"
        text += run.plan.author.map { ", by \(printable($0))" } ?? ""
        text += "\n\n" + TextTable.text([["OLD", "NEW", "STATE", "WAVE", "BLOCKED BY"]] + rows, isSparse: true)
        for approval in approvals {
            text += "approved by \(printable(approval.by)) at \(approval.at)\n"
        }
        for item in evidence { text += "console output of \(item.host): \(item.place)\n" }
        return text
    }

    private var json: Node {
        let slots = zip(run.plan.slots, run.state.slots).map { slot, state in
            JSON.mapping([
                ("slot", JSON.text(slot.id)), ("old", state.old.map { JSON.text($0) }),
                ("new", state.new.map { JSON.text($0) }), ("phase", JSON.text(state.phase.rawValue)),
                ("wave", JSON.number(slot.wave)), ("attempt", JSON.number(state.attempt)),
                ("blocker", state.blocker.map { JSON.text($0.description) }),
                ("remedy", state.blocker.map { JSON.text($0.kind.remedy) }),
            ])
        }
        return JSON.mapping([
            ("version", JSON.number(1)), ("run", run.json), ("slots", JSON.list(slots)), ("plan", run.plan.json),
        ])
    }
}
