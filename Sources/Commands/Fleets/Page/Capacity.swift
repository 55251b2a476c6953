import Fleet

/// How many hosts there are and how many serve, as the journal says.
struct Capacity: Equatable {
    private(set) var serving: Int
    private(set) var live: Int

    init(_ plan: Plan, _ state: RunState) {
        (serving, live) = (plan.others.count, plan.others.count)
        for slot in state.slots {
            let isRetiring = slot.phase.isOldSide || slot.phase.isEnding
            if slot.old != nil, slot.phase != .terminated, slot.phase != .vanished, slot.phase != .cleaned {
                live += 1
                if !isRetiring, slot.phase != .undoing { serving += 1 }
            }
            guard slot.new != nil, slot.phase != .rolledBack || slot.isBack, slot.phase != .newFailed else { continue }
            live += 1
            switch slot.phase {
            case .inService, .baked, .cleaned, .rolledBack: serving += 1
            default: if isRetiring { serving += 1 }
            }
        }
    }
}
