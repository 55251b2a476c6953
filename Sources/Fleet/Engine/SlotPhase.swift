/// Where a slot stands. The raw values stand in journals and are stable.
package enum SlotPhase: String, Sendable, CaseIterable {
    case planned = "Planned"
    // The new host
    case launchIntent = "LaunchIntent"
    case launched = "Launched"
    case running = "Running"
    case statusOK = "StatusOK"
    case joined = "Joined"
    case inService = "InService"
    case baked = "Baked"
    // The old host
    case oldCordoned = "OldCordoned"
    case oldDeregistering = "OldDeregistering"
    case oldDeregistered = "OldDeregistered"
    case oldDraining = "OldDraining"
    case oldDrained = "OldDrained"
    case volumesDetached = "VolumesDetached"
    case removeGuard = "RemoveGuard"
    /// The point of no return.
    case terminateIntent = "TerminateIntent"
    case terminated = "Terminated"
    case cleaned = "Cleaned"
    // Beside the way
    case newFailed = "NewFailed"
    case blocked = "Blocked"
    case undoing = "Undoing"
    case rolledBack = "RolledBack"
    /// The old host went by itself before its slot began.
    case vanished = "Vanished"
    /// The new host was found by its token, not by the answer to its launch.
    case adopted = "Adopted"

    /// Whether a new host is on its way or stands its tests.
    package var isNewSide: Bool {
        switch self {
        case .launchIntent, .launched, .adopted, .running, .statusOK, .joined, .inService, .baked: true
        default: false
        }
    }

    /// Whether the old host is being retired, and can still be brought back.
    package var isOldSide: Bool {
        switch self {
        case .oldCordoned, .oldDeregistering, .oldDeregistered, .oldDraining, .oldDrained, .volumesDetached,
            .removeGuard:
            true
        default: false
        }
    }

    /// Whether the old host goes for good.
    package var isEnding: Bool { self == .terminateIntent || self == .terminated }

    /// Whether admission decides what the slot does next.
    var waitsForTurn: Bool { self == .planned || self == .vanished || self == .baked || self == .terminated }

    /// Whether nothing more happens to the slot by itself.
    package var isResting: Bool {
        switch self {
        case .planned, .vanished, .cleaned, .blocked, .rolledBack: true
        default: false
        }
    }
}
