import Documents

/// How many tasks still run, or will, on each node, and how many left it and run nowhere yet.
///
/// Source: Docker Engine API 1.43, `TaskState`; a drained node's tasks are told to shut down and run on until they have.
enum SwarmTasks {
    /// One of a service's replicas, whichever task is it now. Tasks of global services move nowhere.
    private struct Replica: Hashable {
        let service: String
        let slot: Int

        init?(_ task: Node) {
            guard let service = task["ServiceID"]?.string, let slot = task["Slot"]?.integer else { return nil }
            (self.service, self.slot) = (service, slot)
        }
    }

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

    /// Replicas that were shut down on a node and have not come up elsewhere, by the node's ID. Swarm ends them first and
    /// begins them anew afterwards, so a host is not drained before they run: the next drain could take the last one.
    static func displaced(_ tasks: [Node]) -> [String: Int] {
        var coming: Set<Replica> = []
        var last: [Replica: (at: String, node: String?)] = [:]
        for task in tasks {
            guard let replica = Replica(task), let state = task["Status"]?["State"]?.string else { continue }
            guard !live.contains(state) else {
                // One that was told to end before it ran is neither.
                if state != "running", isDesired(task) { coming.insert(replica) }
                continue
            }
            let at = task["CreatedAt"]?.string ?? ""
            guard at >= last[replica]?.at ?? "" else { continue }
            // One that failed by itself was not taken away.
            last[replica] = (at, state == "shutdown" ? task["NodeID"]?.string : nil)
        }
        var counts: [String: Int] = [:]
        for replica in coming { if let node = last[replica]?.node { counts[node, default: 0] += 1 } }
        return counts
    }

    /// A task that was told to end before it began never runs.
    private static func isWanted(_ task: Node, _ state: String) -> Bool {
        ["starting", "running"].contains(state) || isDesired(task)
    }

    private static func isDesired(_ task: Node) -> Bool {
        ["running", "ready"].contains(task["DesiredState"]?.string ?? "")
    }
}
