/// What moves from host to host: volumes, interfaces, addresses. Nothing is attached to two hosts, nothing is moved before
/// it was backed up once, and a host that ends has let go before.
extension Decider {
    private func carried(_ slot: Int) -> [String] { plan.slots[slot].carried }

    /// Whether a host holds nothing that moves. One that has ended holds nothing.
    func isReleased(_ slot: Int, _ id: String) -> Bool {
        guard !carried(slot).isEmpty, let instance = observed.instances[id], !observed.isEnding(id) else { return true }
        return instance.carried.isEmpty
    }

    /// Whether a host holds all that the slot moves.
    func hasCarried(_ slot: Int, _ id: String) -> Bool {
        let items = carried(slot)
        return items.isEmpty || observed.instances[id].map { Set($0.carried).isSuperset(of: items) } ?? false
    }

    /// A drained host lets go: after a copy was begun, cleanly, and by force only where the fleet file allows that.
    mutating func release(_ slot: Int, _ id: String) {
        guard state.slots[slot].isBackedUp else {
            if age(slot) > policy.drain.timeout.seconds {
                return goBack(slot, Blocker(.carried, "\(carried(slot)[0]) is not backed up"))
            }
            return ask(slot, .backUp, id, carried(slot))
        }
        let held = observed.instances[id]?.carried ?? []
        guard age(slot) > policy.drain.timeout.seconds else { return ask(slot, .detach, id, held) }
        guard policy.drain.forces, age(slot) <= policy.drain.timeout.seconds + Self.forceDeadline else {
            return goBack(slot, Blocker(.carried, "\(held.first ?? "") does not leave \(id)"))
        }
        if !state.slots[slot].isForced { move(slot, to: .oldDrained, reason: Mark.forced.rawValue) }
        ask(slot, .forceDetach, id, held)
    }

    /// A new host gets what its predecessor had, before it is tested.
    mutating func takeOver(_ slot: Int, _ id: String) {
        guard age(slot) <= policy.boot.seconds else {
            return fail(slot, Blocker(.carried, "\(carried(slot)[0]) cannot be attached to \(id)"))
        }
        // A host that is not described for a while may hold it still.
        if let old = state.slots[slot].old, !isReleased(slot, old) || observed.isUnknown(old) { return }
        ask(slot, .attach, id, missing(slot, id))
    }

    /// A host that goes although it failed: what it holds is another's, and is not waited for.
    mutating func letGo(_ slot: Int, _ id: String) {
        let step: CarryStep = age(slot) > Self.forceDeadline ? .forceDetach : .detach
        guard age(slot) < Self.endDeadline else {
            return move(slot, to: .blocked) { $0.blocker = Blocker(.carried, "\(id) does not let go") }
        }
        ask(slot, step, id, observed.instances[id]?.carried ?? [])
    }

    /// The old host stays after all.
    mutating func giveBack(_ slot: Int, _ id: String) {
        if let new = state.slots[slot].new, !isReleased(slot, new) { return letGo(slot, new) }
        ask(slot, .attach, id, missing(slot, id))
    }

    private func missing(_ slot: Int, _ id: String) -> [String] {
        let held = observed.instances[id]?.carried ?? []
        return carried(slot).filter { !held.contains($0) }
    }

    private mutating func ask(_ slot: Int, _ step: CarryStep, _ id: String, _ items: [String]) {
        for item in items { actions.append(.carry(slot: slot, step, item: item, id: id)) }
    }
}
