package import Fleet

/// One simulated rotation: a fleet, what goes wrong, and when processes are killed.
package struct Setup: Sendable {
    package var seed: UInt64 = 1
    package var hosts = 3
    package var zones = 3
    package var types = ["m7i.xlarge", "m6i.xlarge"]
    /// How many of the hosts are managers; the last ones.
    package var managers = 0
    package var otherManagers = 0
    /// Hosts that the fleet should have beyond those that it has.
    package var missing = 0
    package var usesTargets = true
    /// Whether every host has a volume that moves to its replacement.
    package var carries = false
    package var policy: Policy
    /// The policy that the invariants are held to; the same, unless a bug is planted.
    package var approved: Policy?
    /// The image that the invariants are held to, without its `ami-`; the same, unless a bug is planted.
    package var approvedImage: String?
    package var faults = Faults()
    package var lies: Set<Lie> = []
    /// Boundaries that each process in turn passes before it is killed.
    package var lives: [Int] = []
    package var hasSecondRunner = false
    /// What people ask for, and how many seconds after the start.
    package var requests: [(at: Int, request: Request)] = []
    /// Who approves the plan, and how many seconds after the start.
    package var approvals: [(at: Int, by: String)] = []
    /// How often a person repairs what is wrong and resumes.
    package var repairs = 0
    package var share = Estimate.share
    package var hasPrevious = true
    package var isChecked = true

    package init(hosts: Int = 3, order: Policy.Order = .surge) {
        self.hosts = hosts
        policy = Policy(count: hosts, order: order)
        policy.gates = [
            .instanceStatus(within: .minutes(15)), .workloadJoined(within: .minutes(5)),
            .http(port: 80, path: "/", consecutive: 2, within: .minutes(5)),
        ]
        policy.usesTargets = true
    }
}

/// What came of it.
package struct Report: Sendable {
    package var ending: Ending
    package var violations: [Violation] = []
    package var turns = 0
    package var seconds = 0
    package var mutations = 0
    /// Boundaries that the last process passed.
    package var boundaries = 0
    package var events: [Event] = []
    package var state: RunState
    package var live = 0
    /// Live managers of the fleet at the end.
    package var managers = 0
}
