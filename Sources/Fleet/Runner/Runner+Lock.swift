import Values

/// The lock: one runner a fleet.
extension Runner {
    /// Takes or renews the lock.
    mutating func holdLock() async throws(Ending) {
        let now = services.clock.now()
        do throws(StoreFailure) {
            let current = try await services.store.lock(of: plan.fleet)
            let decision = LockDecision.decide(
                current: current, held: lease, owner: owner, floor: state.fence, now: now)
            switch decision {
            case .hold: return
            case .wait(let owner): throw StoreFailure(.conflict, owner)
            case .lost: throw StoreFailure(.conflict, "")
            case .put(let record):
                try await services.store.put(record, of: plan.fleet, replacing: current)
                lease = record
            }
        } catch {
            guard error.code == .conflict else { throw .journal(error) }
            guard lease == nil else {
                lease = nil
                throw .fenced
            }
            throw .locked(owner: error.message)
        }
    }

    /// Before every change: the lock must outlast the call.
    mutating func guardLease() async throws(Ending) {
        guard let lease, lease.expiry.since(services.clock.now()) >= Self.callTimeout else {
            return try await holdLock()
        }
    }

    /// Before an instance is ended: nobody else must have taken over, as the store says now.
    mutating func guardFence() async throws(Ending) {
        try await guardLease()
        do throws(StoreFailure) {
            guard try await services.store.lock(of: plan.fleet) == lease else { throw StoreFailure(.conflict, "") }
        } catch {
            throw error.code == .conflict ? .fenced : .journal(error)
        }
    }

    /// Lets others have the fleet at once, where that can be written.
    package mutating func release() async {
        guard let held = lease else { return }
        let now = services.clock.now()
        let ended = LockRecord(
            owner: held.owner, fence: held.fence, writtenAt: now, expiry: now + (-LockRecord.skew - 1))
        lease = nil
        // What cannot be released expires.
        try? await services.store.put(ended, of: plan.fleet, replacing: held)
    }
}
