import Documents

/// `workload`: what runs on the hosts.
package struct WorkloadSettings: Sendable {
    package enum Cluster: Sendable, Hashable {
        case swarm(manager: String)
        case kubernetes(context: String, deletesLocalData: Bool)
    }

    package let cluster: Cluster?
    package let drain: Drain
    package let targetGroups: [String]
    /// Names of Classic Load Balancers.
    package let loadBalancers: [String]

    /// What sends connections to the hosts: ARNs of target groups, names of Classic Load Balancers.
    package var balancers: [String] { targetGroups + loadBalancers }

    init(_ node: Node?) {
        targetGroups = node?["target_groups"]?.strings ?? []
        loadBalancers = node?["load_balancers"]?.strings ?? []
        if let swarm = node?["swarm"] {
            cluster = .swarm(manager: swarm["manager"]?.string ?? "")
            drain = Drain(swarm["drain"])
        } else if let kubernetes = node?["kubernetes"] {
            cluster = .kubernetes(
                context: kubernetes["context"]?.string ?? "",
                deletesLocalData: kubernetes["drain"]?["empty_dir"]?.string != "refuse")
            drain = Drain(kubernetes["drain"])
        } else {
            cluster = nil
            drain = Drain(nil)
        }
    }
}

/// How tasks or pods leave a host.
package struct Drain: Sendable, Hashable {
    package var timeout: Span
    /// Whether what a disruption budget protects is deleted at the deadline; otherwise the host stays.
    package var forces: Bool

    init(_ node: Node?) {
        timeout = node?["timeout"]?.span ?? .minutes(15)
        forces = node?["pdb"]?.string == "force"
    }
}

/// One item of `gates`: what a new host, or the fleet, must show.
package enum Gate: Sendable, Hashable {
    case instanceStatus(within: Span)
    case workloadJoined(within: Span)
    case targetHealth(within: Span)
    case http(port: Int, path: String, consecutive: Int, within: Span)
    case tcp(port: Int, within: Span)
    /// Lines of a shell script that the Systems Manager agent runs on the host.
    case command([String], within: Span)
    /// - Parameter blocksWithoutData: whether missing data holds the run.
    case alarm(name: String, blocksWithoutData: Bool)

    /// nil unless the item has exactly one key.
    init?(_ node: Node) {
        guard let entries = node.mapping?.entries, entries.count == 1, let entry = entries.first else { return nil }
        let value = entry.value
        let within = value["within"]?.span ?? .minutes(15)
        switch entry.key {
        case "instance_status": self = .instanceStatus(within: within)
        case "workload_joined": self = .workloadJoined(within: within)
        case "target_health": self = .targetHealth(within: within)
        case "http":
            self = .http(
                port: value["port"]?.integer ?? 0, path: value["path"]?.string ?? "/",
                consecutive: value["consecutive"]?.integer ?? 2, within: within)
        case "tcp": self = .tcp(port: value["port"]?.integer ?? 0, within: within)
        case "ssm_command": self = .command(value["commands"]?.strings ?? [], within: within)
        case "alarm":
            self = .alarm(
                name: value["name"]?.string ?? "", blocksWithoutData: value["no_data"]?.string != "ignore")
        default: return nil
        }
    }

    /// How long a host may take; nil for a gate of the whole fleet.
    package var deadline: Span? {
        switch self {
        case .instanceStatus(let within), .workloadJoined(let within), .targetHealth(let within),
            .http(_, _, _, let within), .tcp(_, let within), .command(_, let within):
            within
        case .alarm: nil
        }
    }
}
