import Fleet

extension RunState.Status {
    /// The status in a clause.
    var words: String {
        switch self {
        case .planned: "not begun"
        case .running: "running"
        case .paused(let blocker): "paused: \(blocker)"
        case .finished(let outcome): outcome.words
        }
    }

    /// The status in one word, for JSON.
    var word: String {
        switch self {
        case .planned: "planned"
        case .running: "running"
        case .paused: "paused"
        case .finished(let outcome): outcome.rawValue
        }
    }

    /// Whether the run goes on only when somebody asks for it.
    var isHeld: Bool {
        switch self {
        case .planned, .running: false
        case .paused, .finished: true
        }
    }

    var blocker: Blocker? {
        if case .paused(let blocker) = self { blocker } else { nil }
    }
}

extension Outcome {
    var words: String {
        switch self {
        case .done: "done"
        case .blocked: "blocked"
        case .aborted: "aborted"
        case .failed: "failed"
        case .rolledBack: "rolled back"
        case .rollbackIncomplete: "rollback incomplete"
        }
    }
}
