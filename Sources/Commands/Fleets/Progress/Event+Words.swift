import Fleet

extension Event {
    /// What happened, for people; nil for steps that only the journal needs.
    func words(_ plan: Plan) -> String? {
        switch kind {
        case .runPlanned: "\(plan.slots.count) hosts to \(plan.spec.imageName), plan \(plan.digest.prefix(12))"
        case .runApproved: "approved by \(reason ?? "?")"
        case .runStarted: "started"
        case .runRebuilt: "the journal was lost, and is rebuilt from tags"
        case .runPaused: "paused: \(blocker?.description ?? "")"
        case .runResumed: "resumed" + asked
        case .runAborted: "aborting" + asked
        case .runFinished: "finished: \(reason.flatMap(Outcome.init)?.words ?? reason ?? "")"
        case .rollbackStarted: "rolling back" + (blocker.map { ": \($0)" } ?? asked)
        case .drainBlocked: "\(slot ?? ""): drain blocked: \(blocker?.detail ?? "")"
        case .lockBroken: "lock broken \(reason ?? "")"
        case .evidence: "\(slot ?? ""): \(new ?? ""): \(reason ?? "")"
        case .apiRetry: "\(slot.map { "\($0): " } ?? "")\(api ?? "call") again later: \(reason ?? "")"
        case .warning: reason.map { "warning: \($0)" }
        case .slotTransition: transition(plan)
        case .lockAcquired, .gateResult, .quorumCheck, .lockLost, .rollbackFinished, .adopt: nil
        }
    }

    private var asked: String { reason.map { " \($0)" } ?? "" }

    private func transition(_ plan: Plan) -> String? {
        guard let to, from != to else { return nil }
        let (slot, new, old) = (slot ?? "", new ?? "", old ?? "")
        let text: String? =
            switch to {
            case .launchIntent:
                "launching in \(zone ?? plan.fleet)" + (attempt ?? 1 > 1 ? ", attempt \(attempt ?? 1)" : "")
            case .launched: "launched \(new)"
            case .adopted: "found \(new) again"
            case .inService: "\(new) is in service"
            case .oldCordoned: "draining \(old)"
            case .terminateIntent: "ending \(old)"
            case .cleaned: "done"
            case .newFailed: "\(new) failed: \(blocker?.description ?? "")"
            case .undoing: "going back" + (blocker.map { ": \($0)" } ?? "")
            case .rolledBack: "rolled back"
            case .blocked: "blocked: \(blocker?.description ?? "")"
            case .vanished: "\(old) went by itself"
            case .planned: blocker.map { "not launched: \($0)" }
            case .running, .statusOK, .joined, .baked, .oldDeregistering, .oldDeregistered, .oldDraining, .oldDrained,
                .volumesDetached, .removeGuard, .terminated:
                nil
            }
        return text.map { "\(slot): \($0)" }
    }
}
