package import Values

/// Where one slot stands.
package struct SlotState: Sendable, Hashable {
    package internal(set) var phase = SlotPhase.planned
    /// When it came into this phase.
    package private(set) var since = Timestamp(seconds: 0)
    /// Launches so far; part of the idempotency token.
    package private(set) var attempt = 0
    /// Which of the slot's placements is tried.
    package private(set) var option = 0
    /// New hosts of this slot that failed.
    package private(set) var failures = 0
    /// How often the new host was well and then was not.
    package private(set) var flaps = 0
    /// The host to retire; nil when there is none, or none any more.
    package private(set) var old: String?
    package private(set) var new: String?
    package private(set) var token: String?
    /// When its announced launch was first asked for in vain; nil for one that waits for its turn within the limits.
    package private(set) var unansweredSince: Timestamp?
    /// Good readings in a row, and when the last of them was.
    package private(set) var passes = 0
    package private(set) var lastPass: Timestamp?
    /// When the load balancers were first seen without the host that is being retired.
    package private(set) var deregisteredAt: Timestamp?
    package internal(set) var blocker: Blocker?
    /// The phase that a blocked slot was in.
    package private(set) var blockedFrom: SlotPhase?
    /// Whether the previous image is coming back.
    package private(set) var isBack = false
    package private(set) var hasEvidence = false
    package private(set) var isKept = false
    package private(set) var isForced = false
    /// Whether this run cordoned the old host, so that it may take that back; not so where somebody had done it before.
    package private(set) var isCordonOurs = false
    /// Whether what the slot's hosts carry was backed up; once a run.
    package private(set) var isBackedUp = false
    /// Whether the slot goes back because its new host failed.
    package private(set) var hasFailed = false
    package private(set) var step = UndoStep.restoring

    init(old: String?) { self.old = old }

    mutating func apply(_ event: Event) {
        switch event.kind {
        case .gateResult:
            let isGood = event.reason == "pass"
            passes = isGood ? passes + 1 : 0
            lastPass = isGood ? event.at : nil
        case .evidence: hasEvidence = true
        case .apiRetry:
            if phase == .launchIntent { unansweredSince = unansweredSince ?? event.at }
        default: enter(event)
        }
    }

    private mutating func enter(_ event: Event) {
        guard let next = event.to else { return }
        let isSame = next == phase
        if !isSame { since = event.at }
        unansweredSince = nil
        if phase == .terminated { old = nil }
        if phase == .blocked { failures = 0 }
        if next.isOldSide, !phase.isOldSide { isCordonOurs = event.reason != Mark.cordonedBefore.rawValue }
        mark(event)
        switch next {
        case .planned: replan(event)
        case .launchIntent:
            forgetNew()
            attempt = event.attempt ?? attempt + 1
            option = event.placement ?? option
            token = event.token
        case .launched, .adopted: new = event.new
        case .joined:
            passes = 0
            lastPass = nil
        case .oldCordoned: deregisteredAt = nil
        case .newFailed where !isSame:
            failures += 1
            blocker = event.blocker ?? blocker
        case .blocked:
            blocker = event.blocker
            blockedFrom = phase
        case .undoing:
            if !isSame {
                blocker = event.blocker
                deregisteredAt = nil
            }
            step = (event.reason).flatMap(UndoStep.init) ?? (isSame ? step : .restoring)
        case .cleaned, .rolledBack: blocker = nil
        default: break
        }
        phase = next
    }

    private mutating func mark(_ event: Event) {
        switch (event.reason).flatMap(Mark.init) {
        case .deregistered: deregisteredAt = event.at
        case .kept: isKept = true
        case .flapped: flaps += 1
        case .forced: isForced = true
        case .backedUp: isBackedUp = true
        case .joinedLate: hasFailed = true
        case .failed:
            hasFailed = true
            failures += 1
        case .cordonedBefore, nil: break
        }
    }

    private mutating func replan(_ event: Event) {
        option = event.placement ?? option
        switch (event.reason).flatMap(Relaunch.init) {
        case .rollback:
            old = event.old
            isBack = true
            failures = 0
            option = 0
        case .relaunch: old = nil
        case .retry, .elsewhere, nil: break
        }
        // Until a place is found, the last refusal says what is in the way.
        blocker = event.reason == Relaunch.elsewhere.rawValue ? event.blocker : nil
        isForced = false
        isCordonOurs = false
        hasFailed = false
        forgetNew()
    }

    private mutating func forgetNew() {
        new = nil
        token = nil
        passes = 0
        lastPass = nil
        flaps = 0
        hasEvidence = false
        isKept = false
        deregisteredAt = nil
    }
}
