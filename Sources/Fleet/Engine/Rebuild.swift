import Values

/// A journal that is lost, made anew from the plan and the tags that every host got at launch. Where the two do not fit
/// nothing is guessed: the run stops.
struct Rebuild {
    let plan: Plan
    let observed: Observed

    /// What does not fit.
    struct Conflict: Error {
        let detail: String
    }

    /// Whether hosts of the run are there though the journal is empty.
    var isNeeded: Bool { observed.instances.values.contains { isOurs($0) } }

    private func isOurs(_ host: Instance) -> Bool { host.tags.run == plan.run }

    /// The lines that put every host of the run into its slot. The new hosts stand all their tests again.
    func events(now: Timestamp) throws(Conflict) -> [Event] {
        try checkStrangers()
        var rebuilt = Event(.runRebuilt, run: plan.run, at: now)
        rebuilt.reason = "the journal was lost"
        // A token that was used before would bring back a host that has failed meanwhile.
        rebuilt.attempt = (observed.instances.values.filter(isOurs).compactMap(\.tags.attempt).max() ?? 0) + 20
        return try assigned().flatMap { slot, host in
            var intent = Event(.slotTransition, run: plan.run, at: now, slot: plan.slots[slot].id)
            (intent.from, intent.to, intent.old) = (.planned, .launchIntent, plan.slots[slot].old?.id)
            (intent.attempt, intent.token, intent.zone) = (host.tags.attempt ?? 1, host.clientToken, host.zone)
            intent.placement = option(of: host, in: slot)
            var adopted = intent
            (adopted.from, adopted.to, adopted.new) = (.launchIntent, .adopted, host.id)
            return [intent, adopted]
        }.reduce(into: [rebuilt]) { $0.append($1) }
    }

    /// A live host that neither the plan nor a tag explains may be one of ours whose tags were taken away.
    private func checkStrangers() throws(Conflict) {
        let known = Set(plan.slots.compactMap { $0.old?.id } + plan.others)
        let strangers = observed.instances.values.filter { $0.state.isLive && !$0.isKept && !known.contains($0.id) }
        for host in strangers.sorted(by: { $0.id < $1.id }) {
            guard isOurs(host) else {
                throw Conflict(detail: "\(host.id) is not in the plan, and has no tag of run \(plan.run)")
            }
            guard host.tags.host == plan.spec.digest, host.image == plan.spec.image else {
                throw Conflict(detail: "\(host.id) of run \(plan.run) is not made from \(plan.spec.imageName)")
            }
        }
    }

    /// A launch of many hosts tags them all with its first slot: that one is filled first, then those after it in the
    /// same zone, the ones that have lost their old host before the others.
    private func assigned() throws(Conflict) -> [(slot: Int, host: Instance)] {
        let places = Dictionary(plan.slots.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let hosts = observed.instances.values.filter { isOurs($0) && $0.state.isLive && !$0.isKept }
        var taken: [Int: Instance] = [:]
        for host in hosts.sorted(by: { $0.id < $1.id }) {
            guard let first = host.tags.slot.flatMap({ places[$0] }) else {
                throw Conflict(detail: "\(host.id) names no slot of the plan")
            }
            let free = (first..<plan.slots.count).filter { taken[$0] == nil && isPossible($0, host) }
            let best = free.first == first ? first : free.first { isLost($0) } ?? free.first
            guard let best else { throw Conflict(detail: "\(host.id) is one more than the plan has slots for") }
            taken[best] = host
        }
        return taken.sorted { $0.key < $1.key }.map { (slot: $0.key, host: $0.value) }
    }

    private func isPossible(_ slot: Int, _ host: Instance) -> Bool {
        plan.slots[slot].blocker == nil
            && (plan.policy.order == .surge || isLost(slot))
            && (!plan.policy.staysInZone || plan.slots[slot].placement.zone == host.zone)
    }

    private func isLost(_ slot: Int) -> Bool {
        guard let old = plan.slots[slot].old else { return true }
        return observed.instances[old.id].map { !$0.state.isLive } ?? true
    }

    private func option(of host: Instance, in slot: Int) -> Int {
        plan.places(of: slot).firstIndex(of: host.record.placement) ?? 0
    }
}
