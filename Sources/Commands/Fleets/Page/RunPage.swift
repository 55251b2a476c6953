import Documents
import Fleet
import Values

/// A run as one HTML page that needs nothing else: no script, no font, no address.
struct RunPage {
    /// The name of the page in a run.
    static let name = "report.html"
    /// The most slots that are drawn; more than this nobody reads.
    private static let most = 500

    private let run: StoredRun
    private let timeline: RunTimeline
    private var plan: Plan { run.plan }

    init(_ run: StoredRun) {
        self.run = run
        timeline = RunTimeline(run)
    }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Markup.escaped("\(plan.run): \(run.state.status.words)"))</title>
        <style>\(Markup.style)</style>
        </head>
        <body>
        <h1>\(Markup.escaped(plan.fleet)) <small>\(Markup.escaped(plan.run))</small></h1>
        <p class="verdict \(run.state.status.word)">\(Markup.escaped(verdict))</p>
        \(facts)
        <h2>Capacity over time</h2>
        \(CapacityChart(timeline, plan).svg)
        <h2>Every slot over time</h2>
        \(SlotChart(timeline, plan, most: Self.most).svg)
        <h2>Slots</h2>
        \(slots)
        <h2>What happened</h2>
        \(events)
        </body>
        </html>

        """
    }

    private var verdict: String {
        let done = run.state.slots.count { $0.phase == .cleaned }
        return "\(run.state.status.words): \(done) of \(plan.slots.count) hosts replaced"
            + (timeline.length > 0 ? " in \(Span(seconds: timeline.length).words)" : "")
    }

    private var facts: String {
        let policy = plan.policy
        let rows: [(String, String?)] = [
            ("image", plan.spec.imageName), ("before", plan.previous?.imageName), ("started by", plan.author),
            ("first line", run.events.first?.at.description), ("last line", run.events.last?.at.description),
            (
                "strategy",
                policy.order == .surge
                    ? "new first, \(policy.maxSurge) more at most"
                    : "old first, \(policy.maxUnavailable) missing at most"
            ), ("plan", plan.digest),
        ]
        let items = rows.compactMap { name, value in
            value.map { "<dt>\(name)</dt><dd>\(Markup.escaped($0))</dd>" }
        }
        return "<dl>\(items.joined())</dl>"
    }

    private var slots: String {
        let rows = zip(plan.slots, run.state.slots).prefix(Self.most).map { slot, state in
            let cells = [
                slot.id, slot.reason.rawValue, slot.placement.zone, state.new ?? "", state.phase.words,
                state.attempt > 1 ? "\(state.attempt) launches" : "",
                state.blocker.map { "\($0): \($0.kind.remedy)" } ?? "",
            ]
            return "<tr>" + cells.map { "<td>\(Markup.escaped($0))</td>" }.joined() + "</tr>"
        }
        let head = ["Old host", "Why", "Zone", "New host", "State", "Launches", "Blocked by"]
        let rest = plan.slots.count - Self.most
        return "<table><thead><tr>" + head.map { "<th>\($0)</th>" }.joined() + "</tr></thead><tbody>"
            + rows.joined(separator: "\n") + "</tbody></table>" + (rest > 0 ? "<p>… and \(rest) more slots</p>" : "")
    }

    private var events: String {
        let all = run.events.compactMap { event in event.words(plan).map { (event.at, $0) } }
        let lines = all.suffix(2000).map { "<li><time>\($0.clock)</time> \(Markup.escaped($1))</li>" }
        let open = all.count <= 60 ? " open" : ""
        return
            "<details\(open)><summary>\(all.count) events</summary><ol>\(lines.joined(separator: "\n"))</ol></details>"
    }
}

/// Texts in HTML, and how the page looks.
enum Markup {
    static func escaped(_ text: String) -> String {
        printable(text).map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            default: String(character)
            }
        }.joined()
    }

    static let style = """
        :root { color-scheme: light dark; --ink: #1c2024; --dim: #60646c; --paper: #fff; --line: #d9dce1;
          --launch: #7fb3f5; --test: #2f6fd6; --bake: #35a269; --drain: #a06cd5; --end: #8b9099; --failed: #e5484d;
          --back: #f08c2e; --blocked: #8c1d24; --serving: #35a269; --live: #7fb3f5; }
        @media (prefers-color-scheme: dark) { :root { --ink: #eceef0; --dim: #a0a6b0; --paper: #16181b; --line: #363a40; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 2rem auto;
          max-width: 1000px; padding: 0 1rem; }
        h1 { margin-bottom: 0; } h1 small { font-weight: normal; font-size: 60%; color: var(--dim); }
        h2 { margin-top: 2rem; font-size: 1.1rem; }
        .verdict { font-size: 1.15rem; font-weight: 600; border-left: 6px solid var(--dim); padding-left: .6rem; }
        .verdict.done { border-color: var(--bake); } .verdict.rolled-back, .verdict.paused { border-color: var(--back); }
        .verdict.blocked, .verdict.failed, .verdict.aborted, .verdict.rollback-incomplete { border-color: var(--failed); }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; } dt { color: var(--dim); }
        dd { margin: 0; overflow-wrap: anywhere; }
        svg { width: 100%; height: auto; } svg text { fill: var(--dim); font-size: 11px; }
        .grid { stroke: var(--line); stroke-width: 1; } .least { stroke: var(--failed); stroke-dasharray: 4 3; }
        .serving { stroke: var(--serving); stroke-width: 2; fill: none; } .live { stroke: var(--live); stroke-width: 2; fill: none; }
        table { border-collapse: collapse; width: 100%; font-size: 13px; }
        th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
        td:nth-child(-n+5) { white-space: nowrap; }
        .key { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em; vertical-align: -1px; }
        ol { font-size: 13px; } time { color: var(--dim); font-variant-numeric: tabular-nums; margin-right: .5em; }
        """
}
