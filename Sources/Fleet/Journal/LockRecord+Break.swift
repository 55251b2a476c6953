package import Values

extension LockRecord {
    /// Takes a fleet's lock from whoever has it, on record: the journal says by whom before the lock is put. What the
    /// owner still writes afterwards is refused, because the journal has gone on and the fence is higher.
    /// - Returns: the lock that was broken; nil where there was none, and nothing is changed then.
    package static func `break`(
        of plan: Plan, by person: String, _ store: any JournalStore, now: Timestamp
    ) async throws(StoreFailure) -> LockRecord? {
        guard let current = try await store.lock(of: plan.fleet) else { return nil }
        let last = try await store.events(of: plan.run).last
        let fence = max(current.fence, last?.fence ?? 0) + 1
        var event = Event(.lockBroken, run: plan.run, at: now)
        event.seq = (last?.seq ?? 0) + 1
        event.fence = fence
        event.reason = "by \(person); \(current.owner) had it until \(current.expiry)"
        try await store.append([event], to: plan.run, after: event.seq - 1)
        let free = LockRecord(owner: person, fence: fence, writtenAt: now, expiry: now + (-skew - 1))
        try await store.put(free, of: plan.fleet, replacing: current)
        return current
    }
}
