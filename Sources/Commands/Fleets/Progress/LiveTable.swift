import Documents
import Fleet
import Values

/// A run on a terminal: capacity, and what every slot on its way waits for, drawn over itself.
struct LiveTable: RunProgress {
    private let isColored: Bool
    private let bar = BarStyle.usual
    private var lines = 0
    private var last: ContinuousClock.Instant?

    init(_ options: OutputOptions) { isColored = Terminal.usesColor(options.color, on: .error) }

    mutating func show(_ events: [Event], _ runner: borrowing Runner) {
        let now = ContinuousClock.now
        let isNews = events.contains { $0.kind != .gateResult }
        // A rehearsal takes more turns than anybody can read.
        if let last, last.duration(to: now) < .milliseconds(isNews ? 50 : 500) { return }
        last = now
        draw(RunPicture(runner).lines(width: Terminal.width(.error), height: Terminal.height(.error), isColored, bar))
    }

    mutating func finish() {
        if lines > 0 { try? Terminal.print("\u{1B}[\(lines)A\u{1B}[J", to: .error) }
        lines = 0
    }

    private mutating func draw(_ text: [String]) {
        let back = lines > 0 ? "\u{1B}[\(lines)A" : ""
        try? Terminal.print(back + text.map { "\u{1B}[K" + $0 + "\n" }.joined() + "\u{1B}[J", to: .error)
        lines = text.count
    }
}

/// What the table shows at one moment.
struct RunPicture {
    private let plan: Plan
    private let state: RunState
    private let waits: [Wait]
    private let now: Timestamp
    private let count: Capacity
    private let trouble: String?

    init(_ runner: borrowing Runner) {
        let time = runner.now
        (plan, state, waits, now) = (runner.plan, runner.state, runner.waits, time)
        let policy = runner.plan.policy
        count = runner.seen.map { Capacity($0, policy) } ?? Capacity()
        trouble = runner.unseen.map { unseen in
            "not seen for \(Span(seconds: time.since(unseen.since)).words): \(unseen.failure.words)"
        }
    }

    func lines(width: Int, height: Int, _ isColored: Bool, _ bar: BarStyle) -> [String] {
        let shown = waits.filter { !($0.phase == .planned || $0.phase == .vanished) }
        let room = max(3, height - 8)
        var lines = [heading, capacity(width: min(width, 80) - 30, bar)] + time
        if let trouble { lines.append(printable(trouble)) }
        let rows = shown.prefix(room).map { wait in
            let slot = state.slots[plan.slots.firstIndex { $0.id == wait.slot } ?? 0]
            return [
                wait.slot, slot.new ?? "", wait.phase.words, Span(seconds: max(0, now.since(slot.since))).words,
                wait.blocker.description,
            ].map { printable($0) }
        }
        if !rows.isEmpty {
            lines += TextTable.text([["OLD", "NEW", "STATE", "SINCE", "WAITS FOR"]] + rows).split(separator: "\n")
                .map(String.init)
        }
        if shown.count > room { lines.append("... and \(shown.count - room) more") }
        let waiting = waits.count - shown.count
        if waiting > 0 { lines.append("\(waiting) still to come") }
        return lines.enumerated().map { index, line in
            let text = String(line.prefix(max(10, width - 1)))
            guard isColored, index == 0 else { return text }
            return "\u{1B}[1m\(text)\u{1B}[0m"
        }
    }

    private var heading: String {
        let mode = state.mode == .forward ? "" : state.mode == .rollback ? ", rolling back" : ", aborting"
        let done = state.slots.count { $0.phase == .cleaned || $0.phase == .rolledBack }
        return "\(plan.run): \(done) of \(state.slots.count) hosts, to \(plan.spec.imageName)\(mode)"
    }

    /// As much longer as the part that is done took; as planned while nothing is.
    private var time: [String] {
        guard let begin = state.begunAt else { return [] }
        let passed = now.since(begin)
        guard state.mode == .forward else { return ["\(Span(seconds: passed).words) so far"] }
        let done = state.slots.count { $0.phase == .cleaned }
        let rest = done > 0 ? passed * (state.slots.count - done) / done : max(0, plan.estimate.seconds - passed)
        return ["\(Span(seconds: passed).words) so far, about \(Span(seconds: rest).words) left"]
    }

    /// `██████▒░ 6 of 6 serve, 7 live`
    private func capacity(width: Int, _ bar: BarStyle) -> String {
        let room = max(10, width)
        let most = max(plan.estimate.peak, count.live, 1)
        let serving = min(room, room * count.serving / most)
        let live = min(room, max(serving, room * count.live / most))
        let drawn =
            String(repeating: bar.full, count: serving) + String(repeating: bar.half, count: live - serving)
            + String(repeating: bar.empty, count: room - live)
        return "\(drawn) \(count.serving) of \(plan.policy.desired) serve, \(count.live) live"
    }
}

/// What bars are drawn with.
struct BarStyle {
    let full: Character
    let half: Character
    let empty: Character

    static let blocks = BarStyle(full: "\u{2588}", half: "\u{2592}", empty: "\u{2591}")
    static let ascii = BarStyle(full: "#", half: "=", empty: ".")

    /// What the reader's language setting can show.
    static var usual: BarStyle { Environment.locale.isUTF8 ? blocks : ascii }
}

extension SlotPhase {
    /// The phase in a table.
    var words: String {
        switch self {
        case .planned, .vanished: "waiting"
        case .launchIntent: "launching"
        case .launched, .adopted: "booting"
        case .running: "checked"
        case .statusOK: "joining"
        case .joined: "tested"
        case .inService: "baking"
        case .baked: "proven"
        case .oldCordoned: "cordoned"
        case .oldDeregistering, .oldDeregistered: "deregistering"
        case .oldDraining, .oldDrained, .volumesDetached: "draining"
        case .removeGuard, .terminateIntent, .terminated: "ending"
        case .cleaned: "done"
        case .newFailed: "failed"
        case .blocked: "blocked"
        case .undoing: "going back"
        case .rolledBack: "back"
        }
    }
}
