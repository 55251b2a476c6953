package import Documents
package import Values

/// Who may change a fleet, until when. The fence rises with every owner: what an older one still does is recognised.
package struct LockRecord: Sendable, Hashable {
    package let owner: String
    package let fence: Int
    package let writtenAt: Timestamp
    package let expiry: Timestamp

    package init(owner: String, fence: Int, writtenAt: Timestamp, expiry: Timestamp) {
        self.owner = owner
        self.fence = fence
        self.writtenAt = writtenAt
        self.expiry = expiry
    }

    /// Seconds that a lock lasts, the rest of it at which it is renewed, and the clock difference that is tolerated.
    package static let lifetime = 90
    package static let renewal = 60
    package static let skew = 30

    package var json: Node {
        Record.object([
            ("v", Record.number(1)), ("owner", Record.text(owner)), ("fence", Record.number(fence)),
            ("written", Record.text(writtenAt.description)), ("expiry", Record.text(expiry.description)),
        ])
    }

    package init?(json node: Node) {
        guard node["v"]?.integer == 1, let owner = node["owner"]?.string, let fence = node["fence"]?.integer,
            let writtenAt = (node["written"]?.string).flatMap({ Timestamp($0) }),
            let expiry = (node["expiry"]?.string).flatMap({ Timestamp($0) })
        else { return nil }
        self.init(owner: owner, fence: fence, writtenAt: writtenAt, expiry: expiry)
    }
}

/// What a runner that wants a lock finds.
package enum LockDecision: Sendable, Hashable {
    /// Put this record.
    case put(LockRecord)
    /// Nothing to do: the lock lasts long enough.
    case hold
    /// Somebody else has it.
    case wait(owner: String)
    /// It was ours, and is not any more.
    case lost

    /// - Parameters:
    ///   - held: the record that this runner put last; nil before its first.
    ///   - floor: the highest fence that the journal has seen.
    package static func decide(
        current: LockRecord?, held: LockRecord?, owner: String, floor: Int, now: Timestamp
    ) -> LockDecision {
        func record(_ fence: Int) -> LockRecord {
            LockRecord(owner: owner, fence: fence, writtenAt: now, expiry: now + LockRecord.lifetime)
        }
        if let held {
            // A clock that went back would make the lock seem to last when it has expired for all others.
            guard current == held, held.writtenAt.since(now) <= LockRecord.skew else { return .lost }
            return held.expiry.since(now) > LockRecord.renewal ? .hold : .put(record(held.fence))
        }
        guard let current else { return .put(record(floor + 1)) }
        // The other clock may be behind ours by as much as is tolerated; one that is ahead makes the lock last longer.
        guard now.since(current.expiry) > LockRecord.skew else { return .wait(owner: current.owner) }
        return .put(record(max(current.fence, floor) + 1))
    }
}
