import Documents
import Fleet

/// What people who do not watch are told of a run: its start, its waves, what holds it up, its way back, its end.
struct RunMessage: Equatable {
    enum Occasion: String {
        case start, wave, blocked, rollback, end
    }

    let occasion: Occasion
    let text: String

    /// - Parameter state: as of after the events.
    /// - Parameter wave: the last wave that was told of; raised here.
    static func all(of events: [Event], _ plan: Plan, wave: inout Int) -> [RunMessage] {
        var result: [RunMessage] = []
        let waves = Dictionary(plan.slots.map { ($0.id, $0.wave) }) { first, _ in first }
        for event in events {
            switch event.kind {
            case .runStarted:
                result.append(
                    .init(occasion: .start, text: "started: \(plan.slots.count) hosts to \(plan.spec.imageName)"))
            case .runResumed:
                result.append(.init(occasion: .start, text: "resumed \(event.reason ?? "")"))
            case .rollbackStarted:
                let cause = event.blocker?.description ?? event.reason ?? ""
                result.append(
                    .init(occasion: .rollback, text: "rolling back to \(plan.previous?.imageName ?? "?"): \(cause)"))
            case .slotTransition where event.to == .blocked:
                result.append(
                    .init(
                        occasion: .blocked, text: "\(event.slot ?? "") is blocked: \(event.blocker?.description ?? "")")
                )
            case .slotTransition where event.to == .launchIntent || event.to == .oldCordoned:
                guard let next = event.slot.flatMap({ waves[$0] }), next > wave else { continue }
                wave = next
                result.append(.init(occasion: .wave, text: "wave \(next) of \(plan.policy.waves.count) begins"))
            default: break
            }
        }
        return result
    }

    /// nil for an ending that nobody needs to be told of.
    static func end(_ ending: Ending, _ plan: Plan, _ state: RunState) -> RunMessage? {
        let done = state.slots.count { $0.phase == .cleaned }
        return switch ending {
        case .finished(let outcome):
            RunMessage(occasion: .end, text: "\(outcome.words): \(done) of \(state.slots.count) hosts replaced")
        case .paused(let blocker): RunMessage(occasion: .blocked, text: "paused: \(blocker); \(blocker.kind.remedy)")
        case .journal(let failure): RunMessage(occasion: .blocked, text: "stopped: \(failure.message)")
        case .locked, .fenced, .interrupted: nil
        }
    }

    /// The request's body.
    ///
    /// Source: Slack, "Sending messages using incoming webhooks": an object with `text`, in which `&`, `<` and `>` are
    /// escaped.
    func body(_ format: Webhook.Format, _ plan: Plan) -> String {
        switch format {
        case .slack:
            let escaped = "\(plan.fleet): \(text) (run \(plan.run))".map { character in
                switch character {
                case "&": "&amp;"
                case "<": "&lt;"
                case ">": "&gt;"
                default: String(character)
                }
            }.joined()
            return JSONWriter.text(JSON.mapping([("text", JSON.text(escaped))]), .compact)
        case .json:
            return JSONWriter.text(
                JSON.mapping([
                    ("version", JSON.number(1)), ("fleet", JSON.text(plan.fleet)), ("run", JSON.text(plan.run)),
                    ("event", JSON.text(occasion.rawValue)), ("text", JSON.text(text)),
                    ("image", JSON.text(plan.spec.imageName)),
                ]), .compact)
        }
    }
}
