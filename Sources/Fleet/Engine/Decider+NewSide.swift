/// The new host: from its launch to the end of its bake.
extension Decider {
    mutating func testNew(_ slot: Int) {
        let current = state.slots[slot]
        guard let id = current.new else { return fail(slot, Blocker(.launch, "the launch gave no instance")) }
        if observed.isEnding(id) { return fail(slot, Blocker(.newHost, "\(id) ended")) }
        if observed.isUnknown(id), current.phase != .launched, current.phase != .adopted { return }
        let instance = observed.instances[id]
        if let instance, instance.image != spec(slot).image {
            return fail(slot, Blocker(.wrongImage, "\(id) runs \(instance.image)"))
        }
        switch current.phase {
        case .launched, .adopted:
            if instance?.state == .running {
                move(slot, to: .running)
            } else if age(slot) > policy.boot.seconds {
                fail(slot, Blocker(.boot, "\(id) is not running"))
            }
        case .running where !hasCarried(slot, id): takeOver(slot, id)
        case .running:
            guard let deadline = policy.statusDeadline else { return move(slot, to: .statusOK) }
            if instance?.check == .ok {
                move(slot, to: .statusOK)
            } else if age(slot) > deadline.seconds {
                fail(slot, Blocker(.status, "the checks of \(id) do not pass"))
            }
        case .statusOK:
            guard let deadline = policy.joinDeadline else { return move(slot, to: .joined) }
            if observed.members[id]?.isReady == true {
                move(slot, to: .joined)
            } else if age(slot) > deadline.seconds {
                fail(slot, Blocker(.join, "\(id) has not joined"))
            }
        case .joined: testGates(slot, id)
        case .inService: bake(slot, id)
        case .baked: if !isServing(id) { flap(slot, id) } else { leaveBaked(slot) }
        default: break
        }
    }

    /// What the probes and the cluster say about a new host.
    private func reading(_ id: String) -> GateReading {
        if !policy.probes.isEmpty {
            guard let reading = observed.readings[id] else { return .noData("not probed yet") }
            guard reading == .pass else { return reading }
        }
        return isServing(id) ? .pass : .fail("\(id) is not in service")
    }

    /// As many good readings in a row as the gates ask for, ten seconds apart.
    private mutating func testGates(_ slot: Int, _ id: String) {
        let current = state.slots[slot]
        if policy.usesTargets, observed.members[id]?.target == .unused {
            actions.append(.change(slot: slot, .register, id: id))
        }
        let reading = reading(id)
        switch reading {
        case .pass:
            guard current.lastPass.map({ now.since($0) >= 10 }) ?? true else { return }
            record(gate: slot, "pass")
            if current.passes + 1 >= policy.passes { move(slot, to: .inService) }
            return
        case .fail: if current.passes > 0 { record(gate: slot, "fail") }
        case .noData: break
        }
        guard age(slot) > policy.probeDeadline.seconds else { return }
        fail(slot, Blocker(.gate, reading.detail ?? "\(id) does not answer twice in a row"))
    }

    private mutating func record(gate slot: Int, _ reading: String) {
        var event = Event(.gateResult, run: plan.run, at: now, slot: plan.slots[slot].id)
        event.new = state.slots[slot].new
        event.reason = reading
        record(event)
    }

    /// How long a slot's new host must stay well, in seconds.
    func bakeLength(_ slot: Int) -> Int {
        let isCanary = plan.slots[slot].wave == 0 && !state.slots[slot].isBack
        return (isCanary ? policy.canaryBake : policy.bake).seconds
    }

    private mutating func bake(_ slot: Int, _ id: String) {
        let length = bakeLength(slot)
        switch reading(id) {
        case .fail: flap(slot, id)
        case .pass: if age(slot) >= length { move(slot, to: .baked) }
        case .noData(let detail):
            if age(slot) > length + policy.probeDeadline.seconds { fail(slot, Blocker(.gate, detail)) }
        }
    }

    /// A host that was well and is not: it may show itself again, three times at most.
    private mutating func flap(_ slot: Int, _ id: String) {
        guard state.slots[slot].flaps < 3 else { return fail(slot, Blocker(.gate, "\(id) comes and goes")) }
        move(slot, to: .joined, reason: Mark.flapped.rawValue)
    }

    /// After the bake: nothing is left to retire, or the old host is gone already. Otherwise admission decides.
    private mutating func leaveBaked(_ slot: Int) {
        guard let old = state.slots[slot].old else { return move(slot, to: .cleaned) }
        if observed.isGone(old) { return move(slot, to: .terminated, reason: "vanished") }
        // It stopped by itself before its slot began; what is left of it goes as any other host.
        if policy.order == .rolling, observed.isEnding(old) { move(slot, to: .oldCordoned) }
    }

    mutating func fail(_ slot: Int, _ blocker: Blocker) {
        let id = state.slots[slot].new ?? ""
        if isUsed(id), !observed.isEnding(id) { return goBack(slot, blocker, hasFailed: true) }
        move(slot, to: .newFailed) { $0.blocker = blocker }
    }

    /// Whether the cluster or a load balancer counts on a host.
    private func isUsed(_ id: String) -> Bool {
        observed.members[id].map { $0.isReady || $0.tasks > 0 || $0.target != .unused } ?? false
    }

    /// Evidence first, then the failed host goes; then the slot is tried again, or not.
    mutating func cleanFailed(_ slot: Int) {
        let current = state.slots[slot]
        guard let id = current.new, !isOut(id) else { return settleFailed(slot) }
        // It joined after all, while nobody watched: it leaves as a host in service would.
        if !current.isKept, isUsed(id), observed.instances[id]?.state == .running {
            return move(slot, to: .undoing, reason: Mark.joinedLate.rawValue) { $0.blocker = current.blocker }
        }
        if !current.hasEvidence, observed.instances[id]?.state.isLive == true, age(slot) < 120 {
            return actions.append(.console(slot: slot, id: id))
        }
        if !current.isKept, state.kept.count < policy.keptHosts, observed.instances[id]?.state == .running {
            move(slot, to: .newFailed, reason: Mark.kept.rawValue)
        }
        guard age(slot) < Self.endDeadline else {
            return move(slot, to: .blocked) { $0.blocker = Blocker(.terminate, id) }
        }
        guard isReleased(slot, id) else { return letGo(slot, id) }
        actions.append(state.slots[slot].isKept ? .isolate(slot: slot, id: id) : .terminate(slot: slot, id: id))
    }

    /// Whether a host of ours uses no capacity any more and will not come back.
    func isOut(_ id: String) -> Bool {
        if observed.instances[id]?.state == .stopped { return true }
        return observed.isGone(id)
    }

    private mutating func settleFailed(_ slot: Int) {
        let current = state.slots[slot]
        if let id = current.new, observed.members[id] != nil, age(slot) < Self.endDeadline {
            return actions.append(.change(slot: slot, .remove, id: id))
        }
        if state.mode != .forward, !current.isBack { return settleReversed(slot) }
        guard current.failures <= policy.retries else {
            return move(slot, to: .blocked) { $0.blocker = current.blocker }
        }
        let hasOld = current.old.map { !observed.isEnding($0) } ?? false
        move(slot, to: .planned, reason: (hasOld ? Relaunch.retry : .relaunch).rawValue)
    }
}

extension GateReading {
    /// What is wrong; nil for a good reading.
    var detail: String? {
        switch self {
        case .pass: nil
        case .fail(let detail), .noData(let detail): detail
        }
    }
}
