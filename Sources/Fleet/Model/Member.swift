/// What the cluster and the load balancers say about one host.
package struct Member: Sendable, Hashable {
    /// The worst state over all target groups.
    package enum Target: String, Sendable {
        /// Not registered with any group, or no longer.
        case unused
        case initial, healthy, unhealthy, draining
    }

    /// Whether the cluster calls it joined and ready.
    package var isReady: Bool
    /// Whether no new task or pod is placed on it.
    package var isCordoned: Bool
    /// Tasks or evictable pods that still run on it.
    package var tasks: Int
    /// What left it and does not run elsewhere yet.
    package var displaced = 0
    /// Volume attachments that are left.
    package var attachments: Int
    package var isManager: Bool
    package var isLeader: Bool
    package var target: Target
    /// What holds the tasks, such as the name of a disruption budget.
    package var holder: String?

    package init(
        isReady: Bool, isCordoned: Bool = false, tasks: Int = 0, attachments: Int = 0, isManager: Bool = false,
        isLeader: Bool = false, target: Target = .unused, holder: String? = nil
    ) {
        self.isReady = isReady
        self.isCordoned = isCordoned
        self.tasks = tasks
        self.attachments = attachments
        self.isManager = isManager
        self.isLeader = isLeader
        self.target = target
        self.holder = holder
    }

    /// What a drain waits for.
    func remaining(on id: String) -> String {
        tasks == 0 && displaced > 0 ? "\(displaced) of \(id) do not run elsewhere yet" : "\(tasks) on \(id)"
    }
}

/// The members that vote, over the whole cluster: other fleets' too.
package struct Quorum: Sendable, Hashable {
    package let voters: Int
    package let reachable: Int

    package init(voters: Int, reachable: Int) {
        self.voters = voters
        self.reachable = reachable
    }

    /// Whether the cluster still decides when one reachable voter leaves.
    package var survivesLeave: Bool { voters > 1 && reachable - 1 >= (voters - 1) / 2 + 1 }
}
