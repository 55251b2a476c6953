package import Values

/// One line of a run's journal. The journal alone says where every slot stands.
package struct Event: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case runPlanned = "run.planned"
        case runApproved = "run.approved"
        case runRebuilt = "run.rebuilt"
        case runStarted = "run.started"
        case runPaused = "run.paused"
        case runResumed = "run.resumed"
        case runAborted = "run.aborted"
        case runFinished = "run.finished"
        case slotTransition = "slot.transition"
        case apiRetry = "api.retry"
        case gateResult = "gate.result"
        case drainBlocked = "drain.blocked"
        case quorumCheck = "quorum.check"
        case lockAcquired = "lock.acquired"
        case lockLost = "lock.lost"
        case lockBroken = "lock.broken"
        case rollbackStarted = "rollback.started"
        case rollbackFinished = "rollback.finished"
        case adopt, evidence, warning
    }

    /// 1, 2, 3, … without gaps.
    package var seq = 0
    package var at: Timestamp
    package var run: String
    /// The lock's fence under which it was written; it never falls.
    package var fence = 0
    package let kind: Kind
    package var slot: String?
    package var old: String?
    package var new: String?
    package var zone: String?
    package var from: SlotPhase?
    package var to: SlotPhase?
    package var reason: String?
    package var blocker: Blocker?
    package var attempt: Int?
    /// Which of the slot's placements the launch asks for.
    package var placement: Int?
    package var api: String?
    package var token: String?
    package var budget: String?
    package var progress: String?
    /// The number of the request that it answers.
    package var request: Int?

    package init(_ kind: Kind, run: String, at: Timestamp, slot: String? = nil) {
        self.kind = kind
        self.run = run
        self.at = at
        self.slot = slot
    }
}

/// Why a slot goes back to where it could be launched; written as `reason`.
package enum Relaunch: String, Sendable {
    /// The next attempt; the old host is still there.
    case retry
    /// The next attempt; the old host is gone already.
    case relaunch
    /// The previous image comes back; the new host is the one to retire now.
    case rollback
    /// The next place, because this one has no room.
    case elsewhere
}

/// What is being done about a slot that goes back; written as `reason`.
package enum UndoStep: String, Sendable {
    /// The old host comes back into service.
    case restoring
    /// The new host leaves the load balancers.
    case deregistering
    case draining
    case removing
}

/// Marks inside a phase; written as `reason`.
package enum Mark: String, Sendable {
    /// The load balancers no longer hold the host, as first seen.
    case deregistered
    /// The failed host is kept as evidence.
    case kept
    /// The host was well, and is not any more.
    case flapped
    /// The new host failed while it was in its cluster: it leaves as a host in service would.
    case failed
    /// The host had failed already, and joined its cluster afterwards.
    case joinedLate = "joined late"
    /// Somebody had cordoned the old host before: it stays so when the slot goes back.
    case cordonedBefore = "cordoned before"
    /// What the host carries is backed up.
    case backedUp = "backed-up"
    /// The drain's deadline is over, and what is left is removed by force.
    case forced
}
