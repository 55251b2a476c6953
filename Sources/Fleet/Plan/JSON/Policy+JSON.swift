import Documents

extension Policy {
    /// Durations in seconds.
    var json: Node {
        Record.object([
            ("desired", Record.number(desired)), ("order", Record.text(order.rawValue)),
            ("max_surge", Record.number(maxSurge)), ("max_unavailable", Record.number(maxUnavailable)),
            ("per_zone", Record.flag(staysInZone)), ("canaries", Record.number(canaries)),
            ("canary_bake", Record.number(canaryBake.seconds)),
            ("waves", Record.list(waves.compactMap { Record.number($0) })), ("bake", Record.number(bake.seconds)),
            ("gates", Record.list(gates.map(\.json))), ("boot", Record.number(boot.seconds)),
            ("drain", Record.number(drain.timeout.seconds)), ("force_drain", Record.flag(drain.forces)),
            ("deregistration", Record.number(deregistration.seconds)),
            ("failure_budget", Record.number(failureBudget)), ("retries", Record.number(retries)),
            ("rollback", Record.flag(rollsBack)), ("kept_hosts", Record.number(keptHosts)),
            ("kept_for", Record.number(keptFor.seconds)), ("patience", Record.number(patience.seconds)),
            ("windows", Record.list(windows.map(\.json))), ("approvals", Record.number(approvals)),
            ("not_author", Record.flag(excludesAuthor)),
            ("max_age", Record.number(maxAge?.seconds)), ("targets", Record.flag(usesTargets)),
        ])
    }

    init?(json node: Node) {
        func span(_ key: String) -> Span? { (node[key]?.integer).map(Span.init(seconds:)) }
        guard let desired = node["desired"]?.integer, let order = (node["order"]?.string).flatMap(Order.init),
            let maxSurge = node["max_surge"]?.integer, let maxUnavailable = node["max_unavailable"]?.integer,
            let canaries = node["canaries"]?.integer, let canaryBake = span("canary_bake"), let bake = span("bake"),
            let boot = span("boot"), let drain = span("drain"), let deregistration = span("deregistration"),
            let failureBudget = node["failure_budget"]?.integer, let retries = node["retries"]?.integer,
            let keptHosts = node["kept_hosts"]?.integer, let keptFor = span("kept_for"),
            let patience = span("patience"),
            let approvals = node["approvals"]?.integer
        else { return nil }
        self.init(count: desired, order: order)
        self.maxSurge = maxSurge
        self.maxUnavailable = maxUnavailable
        staysInZone = node["per_zone"]?.boolean ?? true
        self.canaries = canaries
        self.canaryBake = canaryBake
        waves = (node["waves"]?.items ?? []).compactMap(\.integer)
        self.bake = bake
        gates = (node["gates"]?.items ?? []).compactMap(Gate.init(json:))
        self.boot = boot
        self.drain.timeout = drain
        self.drain.forces = node["force_drain"]?.boolean ?? false
        self.deregistration = deregistration
        self.failureBudget = failureBudget
        self.retries = retries
        rollsBack = node["rollback"]?.boolean ?? true
        self.keptHosts = keptHosts
        self.keptFor = keptFor
        self.patience = patience
        windows = (node["windows"]?.items ?? []).compactMap(Window.init(json:))
        self.approvals = approvals
        excludesAuthor = node["not_author"]?.boolean ?? true
        maxAge = span("max_age")
        usesTargets = node["targets"]?.boolean ?? false
    }
}

extension Gate {
    var json: Node {
        switch self {
        case .instanceStatus(let within): record("instance_status", within)
        case .workloadJoined(let within): record("workload_joined", within)
        case .targetHealth(let within): record("target_health", within)
        case .http(let port, let path, let consecutive, let within):
            record(
                "http", within,
                [
                    ("port", Record.number(port)), ("path", Record.text(path)),
                    ("consecutive", Record.number(consecutive)),
                ])
        case .tcp(let port, let within): record("tcp", within, [("port", Record.number(port))])
        case .command(let commands, let within):
            record("ssm_command", within, [("commands", Record.texts(commands))])
        case .alarm(let name, let blocks):
            record("alarm", nil, [("name", Record.text(name)), ("blocks", Record.flag(blocks))])
        }
    }

    private func record(_ kind: String, _ within: Span?, _ more: [(String, Node?)] = []) -> Node {
        Record.object([("kind", Record.text(kind)), ("within", Record.number(within?.seconds))] + more)
    }

    init?(json node: Node) {
        let within = Span(seconds: node["within"]?.integer ?? 0)
        switch node["kind"]?.string {
        case "instance_status": self = .instanceStatus(within: within)
        case "workload_joined": self = .workloadJoined(within: within)
        case "target_health": self = .targetHealth(within: within)
        case "http":
            self = .http(
                port: node["port"]?.integer ?? 0, path: node["path"]?.string ?? "/",
                consecutive: node["consecutive"]?.integer ?? 2, within: within)
        case "tcp": self = .tcp(port: node["port"]?.integer ?? 0, within: within)
        case "ssm_command": self = .command(node["commands"]?.strings ?? [], within: within)
        case "alarm":
            self = .alarm(name: node["name"]?.string ?? "", blocksWithoutData: node["blocks"]?.boolean ?? true)
        default: return nil
        }
    }
}

extension Window {
    var json: Node {
        Record.object([
            ("days", Record.texts(days.map(\.rawValue))), ("from", Record.number(minutes.lowerBound)),
            ("to", Record.number(minutes.upperBound)), ("timezone", Record.text(timezone)),
        ])
    }

    init?(json node: Node) {
        guard let from = node["from"]?.integer, let to = node["to"]?.integer, from < to,
            let timezone = node["timezone"]?.string
        else { return nil }
        self.init(
            days: (node["days"]?.strings ?? []).compactMap(Weekday.init), minutes: from..<to, timezone: timezone)
    }
}
