import Values

/// Moving what hosts carry.
extension Runner {
    mutating func carry(_ slot: Int, _ step: CarryStep, _ item: String, _ id: String) async throws(Ending) {
        try await guardFence()
        do throws(ServiceFailure) {
            try await services.cloud.carry(step, item, of: id)
        } catch {
            // The phase's deadline names what does not move; only missing rights hold the whole run.
            guard error.code == .denied || error.code == .credentials, let blocker = Engine.holds(error) else { return }
            return try await write([Engine.pause(blocker, plan, services.clock.now())])
        }
        // The last copy has begun: what is moved from now on can be had back.
        guard step == .backUp, item == plan.slots[slot].carried.last else { return }
        var event = Event(.slotTransition, run: plan.run, at: services.clock.now(), slot: plan.slots[slot].id)
        (event.from, event.to) = (state.slots[slot].phase, state.slots[slot].phase)
        (event.old, event.new) = (state.slots[slot].old, state.slots[slot].new)
        event.reason = Mark.backedUp.rawValue
        try await write([event])
    }
}
