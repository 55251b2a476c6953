import Documents
import Fleet

/// What came of a run, or of this process's part of it.
struct RunSummary {
    let run: StoredRun
    let ending: Ending
    let waits: [Wait]
    /// Where the report page stands.
    let page: String?
    /// Failed hosts, and where their console output stands.
    let evidence: [(host: String, place: String)]

    private var plan: Plan { run.plan }
    private var blocked: [(slot: String, blocker: Blocker)] {
        zip(plan.slots, run.state.slots).compactMap { slot, state in
            guard state.phase == .blocked, let blocker = state.blocker else { return nil }
            return (slot.id, blocker)
        }
    }

    func print(_ report: Report) throws {
        switch report.options.format {
        case .json: try report.result(json: json)
        case .table: try report.result(text)
        }
    }

    private var text: String {
        var text = "\(plan.run): \(sentence)\n"
        for item in blocked {
            text += "  \(item.slot): \(printable(item.blocker.description))\n      \(item.blocker.kind.remedy)\n"
        }
        if let blocker = ending.blocker {
            text += "  waits for \(printable(blocker.description))\n      \(remedy(blocker))\n"
        }
        for item in evidence { text += "  console output of \(item.host): \(item.place)\n" }
        if let page { text += "  report: \(page)\n" }
        return text
    }

    private func remedy(_ blocker: Blocker) -> String {
        switch blocker.kind {
        case .approval: "`basalt approve \(plan.run)` by another person, then `basalt resume \(plan.run)`"
        case .user: "`basalt resume \(plan.run)` goes on"
        default: blocker.kind.remedy
        }
    }

    private var counts: (done: Int, back: Int, all: Int) {
        (
            run.state.slots.count { $0.phase == .cleaned }, run.state.slots.count { $0.phase == .rolledBack },
            run.state.slots.count
        )
    }

    private var sentence: String {
        let taken = run.seconds > 0 ? " in \(Span(seconds: run.seconds).words)" : ""
        return switch ending {
        case .finished(.done): "done: \(counts.done) of \(counts.all) hosts replaced\(taken)"
        case .finished(.rolledBack):
            "failed and rolled back\(taken): all \(counts.all) hosts run \(plan.previous?.imageName ?? "what they ran")"
        case .finished(.blocked): "blocked: \(counts.done) of \(counts.all) hosts replaced\(taken)"
        case .finished(.rollbackIncomplete): "rollback incomplete: \(counts.back) of \(counts.all) hosts are back"
        case .finished(.aborted):
            "aborted: \(counts.done) of \(counts.all) hosts run \(plan.spec.imageName), the others what they ran before"
        case .finished(.failed): "failed"
        case .paused: "paused: \(counts.done) of \(counts.all) hosts replaced"
        case .locked(let owner): "another process runs this fleet: \(owner)"
        case .fenced: "another process took this run over; it goes on there"
        case .journal: "stopped, because the journal cannot be written"
        case .interrupted: "interrupted; `basalt resume \(plan.run)` goes on with the same hosts"
        }
    }

    private var json: Node {
        JSON.mapping([
            ("version", JSON.number(1)), ("run", JSON.text(plan.run)), ("fleet", JSON.text(plan.fleet)),
            ("status", JSON.text(word)), ("exitCode", JSON.number(ending.exitCode)),
            ("digest", JSON.text(plan.digest)), ("seconds", JSON.number(run.seconds)),
            (
                "slots",
                JSON.mapping([
                    ("all", JSON.number(counts.all)), ("replaced", JSON.number(counts.done)),
                    ("rolledBack", JSON.number(counts.back)),
                ])
            ),
            ("blocker", ending.blocker.map { Self.json($0, remedy($0)) }),
            (
                "blocked",
                JSON.list(
                    blocked.map { item in
                        JSON.mapping([
                            ("slot", JSON.text(item.slot)),
                            ("blocker", Self.json(item.blocker, item.blocker.kind.remedy)),
                        ])
                    })
            ),
            (
                "evidence",
                JSON.list(evidence.map { JSON.text($0.place) })
            ),
            ("report", page.map { JSON.text($0) }),
        ])
    }

    private static func json(_ blocker: Blocker, _ remedy: String) -> Node {
        JSON.mapping([
            ("kind", JSON.text(blocker.kind.rawValue)), ("detail", JSON.text(blocker.detail)),
            ("remedy", JSON.text(remedy)),
        ])
    }

    private var word: String {
        switch ending {
        case .finished(let outcome): outcome.rawValue
        case .paused: "paused"
        case .locked: "locked"
        case .fenced: "fenced"
        case .journal: "journal-failed"
        case .interrupted: "interrupted"
        }
    }
}

extension StoredRun {
    /// From the first line of the journal to the last.
    var seconds: Int {
        guard let first = events.first?.at, let last = events.last?.at else { return 0 }
        return last.since(first)
    }
}
