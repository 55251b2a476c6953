/// The fleet counted over: how many hosts there are and may be, and how many serve. One pass over the slots.
struct Tally {
    /// Hosts that use capacity, launches under way included.
    var used = 0
    /// Hosts that serve and that no slot is taking away.
    var available = 0
    /// By the zone's number.
    var availableByZone: [Int] = []
    /// Hosts that should serve: those of the plan, less the others that were sick without us.
    var needed = 0
    var neededByZone: [Int] = []
    /// Slots that are neither waiting to begin nor at rest.
    var busy = 0
    /// Launches whose answer is not known.
    var pending = 0
    var hasBusyManager = false
    /// The first wave with a slot that has not shown a good host yet.
    var openWave = Int.max

    init() {}

    init(_ decider: borrowing Decider) {
        needed = decider.policy.desired
        availableByZone = Array(repeating: 0, count: decider.state.zoneNumbers.count)
        neededByZone = availableByZone
        for id in decider.plan.others { countOther(id, decider) }
        for index in decider.state.slots.indices { count(index, decider) }
        used += decider.state.orphans.count { !decider.observed.isEnding($0) }
    }

    private mutating func countOther(_ id: String, _ decider: borrowing Decider) {
        let instance = decider.observed.instances[id]
        if Self.isUsed(instance, id, decider) { used += 1 }
        let zone = (instance?.zone).flatMap { decider.state.zoneNumbers[$0] }
        if Self.isServing(instance, decider) {
            available += 1
            if let zone {
                availableByZone[zone] += 1
                neededByZone[zone] += 1
            }
        } else {
            needed -= 1
        }
    }

    private mutating func count(_ index: Int, _ decider: borrowing Decider) {
        // Field by field: copying whole slots would cost more than counting them.
        let phase = decider.state.slots[index].phase
        let zone = decider.state.zones[index]
        if decider.plan.slots[index].old != nil { neededByZone[zone] += 1 }
        if let old = decider.state.slots[index].old {
            let instance = decider.observed.instances[old]
            if Self.isUsed(instance, old, decider) {
                used += 1
                if !phase.isOldSide, !phase.isEnding, Self.isServing(instance, decider) { countServing(zone) }
            }
        }
        if phase == .launchIntent {
            used += 1
            pending += 1
        } else if let new = decider.state.slots[index].new {
            countNew(new, index, decider)
        }
        if !phase.isResting {
            busy += 1
            if decider.plan.slots[index].isManager { hasBusyManager = true }
        }
        if !Self.isSettled(phase, decider.policy.order) { openWave = min(openWave, decider.plan.slots[index].wave) }
    }

    private mutating func countNew(_ id: String, _ index: Int, _ decider: borrowing Decider) {
        let instance = decider.observed.instances[id]
        guard Self.isUsed(instance, id, decider) else { return }
        used += 1
        let phase = decider.state.slots[index].phase
        let isProven = phase == .baked || phase.isOldSide || phase.isEnding || phase == .cleaned
        guard isProven || phase == .rolledBack || phase == .blocked, let instance,
            Self.isServing(instance, decider)
        else { return }
        let isAtHome = instance.zone == decider.plan.slots[index].placement.zone
        countServing(isAtHome ? decider.state.zones[index] : decider.state.zoneNumbers[instance.zone])
    }

    private static func isUsed(_ instance: Instance?, _ id: String, _ decider: borrowing Decider) -> Bool {
        instance?.state.isLive ?? !decider.observed.isGone(id)
    }

    private static func isServing(_ instance: Instance?, _ decider: borrowing Decider) -> Bool {
        instance.map { decider.observed.isServing($0, usesTargets: decider.policy.usesTargets) } ?? false
    }

    private mutating func countServing(_ zone: Int?) {
        available += 1
        if let zone { availableByZone[zone] += 1 }
    }

    /// Whether a slot no longer holds the next wave back.
    private static func isSettled(_ phase: SlotPhase, _ order: Policy.Order) -> Bool {
        switch phase {
        case .cleaned, .blocked, .rolledBack: true
        case .baked: true
        default: order == .surge && (phase.isOldSide || phase.isEnding)
        }
    }
}
