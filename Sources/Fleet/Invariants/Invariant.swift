/// What must hold at every instant of every run, whatever fails. Numbers are those of the design; 12 (capacity is only
/// changed relatively) concerns what a single provider does, and is checked with it.
package enum Invariant: Int, Sendable, CaseIterable {
    /// Hosts in service never fall below the fleet's count less what may be missing, in every zone, through us.
    case availability = 1
    /// Pending and running hosts never exceed the count and the surge.
    case surge = 2
    /// A slot has one live new host at most.
    case oneNewHost = 3
    /// With `surge` no host is ended before its replacement served.
    case provenReplacement = 4
    /// No host is ended before its load balancers let it go, 20 s ago at least.
    case deregistered = 5
    /// No host is ended with tasks or volume attachments left, unless force is on record.
    case drained = 6
    /// The cluster's voters decide without the host that leaves; one voter is in flight at a time.
    case quorum = 7
    /// Only hosts of the plan are ended, matched by ID and launch time.
    case planned = 8
    /// Protected hosts are not ended.
    case untouchable = 9
    /// Every change is announced in the journal before it is asked for.
    case journaledFirst = 10
    /// Every change is asked for under a valid lock.
    case fenced = 11
    /// Only our own cordons are taken back.
    case restoresOwn = 13
    /// The canary is alone until it has baked.
    case canaryAlone = 14
    /// After too many failures nothing is launched or drained.
    case failureBudget = 15
    /// One image for the whole run, and the previous one on the way back.
    case oneImage = 16
    /// The previous image was known to be launchable before the first host was ended.
    case rollbackPossible = 17
    /// Every host of the run is in a slot, or gone at the end.
    case noOrphan = 18
    /// A second run after success changes nothing.
    case convergence = 19
    /// Every wait ends.
    case boundedWaits = 20
    /// The journal alone says where every slot stands; its numbers have no gap, its fences never fall.
    case journalSuffices = 21
    /// New hosts stand in the zones of the old ones.
    case zones = 22
    /// Calls keep to the configured rate.
    case rate = 23
    /// No secret stands in the journal.
    case noSecrets = 24
    /// Missing rights pause the run, and never count as a host's failure.
    case rightsAreNotHealth = 25
    /// What is carried is attached to one host, in its zone, backed up before it moves, and with its slot at the end.
    case carried = 26
}

/// One invariant that did not hold.
package struct Violation: Sendable, Hashable, CustomStringConvertible {
    package let invariant: Invariant
    package let detail: String

    package init(_ invariant: Invariant, _ detail: String) {
        self.invariant = invariant
        self.detail = detail
    }

    package var description: String { "invariant \(invariant.rawValue) (\(invariant)): \(detail)" }
}
