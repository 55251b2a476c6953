/// Launch calls: new ones, and those whose answer is not known yet, with the same token.
extension Decider {
    private struct Group: Hashable {
        let placement: Placement
        let isBack: Bool
        let isManager: Bool
    }

    mutating func launch(_ admitted: [Int]) {
        var groups: [Group: [Int]] = [:]
        var order: [Group] = []
        for slot in admitted {
            guard let placement = placement(slot, option: state.slots[slot].option) else {
                let blocker = state.slots[slot].blocker ?? Blocker(.capacity, plan.slots[slot].placement.zone)
                move(slot, to: .blocked) { $0.blocker = blocker }
                continue
            }
            let group = Group(
                placement: placement, isBack: state.slots[slot].isBack, isManager: plan.slots[slot].isManager)
            if groups[group] == nil { order.append(group) }
            groups[group, default: []].append(slot)
        }
        for group in order {
            var rest = (groups[group] ?? [])[...]
            while !rest.isEmpty {
                announce(Array(rest.prefix(EC2Limits.launchBatch)), group.placement)
                rest = rest.dropFirst(EC2Limits.launchBatch)
            }
        }
        send()
    }

    /// The places of a slot, in order of preference; nil past the last.
    private func placement(_ slot: Int, option: Int) -> Placement? {
        let places = plan.places(of: slot)
        return places.indices.contains(option) ? places[option] : nil
    }

    private mutating func announce(_ slots: [Int], _ placement: Placement) {
        let attempt = max(slots.map { state.slots[$0].attempt }.max() ?? 0, state.attemptFloor) + 1
        let request = request(slots, placement, attempt: attempt, token: nil)
        for slot in slots {
            let option = state.slots[slot].option
            move(slot, to: .launchIntent) {
                $0.attempt = attempt
                $0.token = request.token
                $0.placement = option
                $0.api = "launch"
                $0.zone = placement.zone
                $0.new = nil
            }
        }
    }

    /// - Parameter token: that of a call which was announced before.
    private func request(_ slots: [Int], _ placement: Placement, attempt: Int, token: String?) -> LaunchRequest {
        let spec = spec(slots[0])
        let names = slots.map { plan.slots[$0].id }
        let parameters = "\(spec.image) \(spec.digest) \(placement.zone) \(placement.subnet) \(placement.type)"
        return LaunchRequest(
            token: token
                ?? Fingerprint.token(run: plan.run, slots: names, attempt: attempt, parameters: parameters),
            count: slots.count, placement: placement, spec: spec,
            tags: HostTags(host: spec.digest, run: plan.run, slot: names[0], attempt: attempt))
    }

    /// Sends every announced launch that has no answer. A call that was answered, and whose answer was lost, answers the
    /// same again.
    private mutating func send() {
        guard state.slots.contains(where: { $0.phase == .launchIntent }) else { return }
        var calls: [String: [Int]] = [:]
        var order: [String] = []
        for slot in state.slots.indices where state.slots[slot].phase == .launchIntent {
            let token = state.slots[slot].token ?? ""
            if calls[token] == nil { order.append(token) }
            calls[token, default: []].append(slot)
        }
        for token in order {
            guard let slots = calls[token], let first = slots.first,
                let placement = placement(first, option: state.slots[first].option)
            else { continue }
            if let since = state.slots[first].unansweredSince,
                now.since(max(since, state.watchedSince)) > policy.boot.seconds
            {
                return note(.runPaused, blocker: Blocker(.launch, "no answer in zone \(placement.zone)"))
            }
            let request = request(slots, placement, attempt: state.slots[first].attempt, token: token)
            actions.append(.launch(request, slots: slots))
        }
    }
}
