import Documents

/// How many tasks still run, or will, on each node.
///
/// Source: Docker Engine API 1.43, `TaskState`; a drained node's tasks are told to shut down and run on until they have.
enum SwarmTasks {
    private static let live: Set<String> = [
        "new", "allocated", "pending", "assigned", "accepted", "preparing", "ready", "starting", "running",
    ]

    /// By the node's ID.
    static func counts(_ tasks: [Node]) -> [String: Int] {
        var counts: [String: Int] = [:]
        for task in tasks {
            guard let node = task["NodeID"]?.string, let state = task["Status"]?["State"]?.string,
                live.contains(state), isWanted(task, state)
            else { continue }
            counts[node, default: 0] += 1
        }
        return counts
    }

    /// A task that was told to end before it began never runs.
    private static func isWanted(_ task: Node, _ state: String) -> Bool {
        ["starting", "running"].contains(state) || ["running", "ready"].contains(task["DesiredState"]?.string ?? "")
    }
}
