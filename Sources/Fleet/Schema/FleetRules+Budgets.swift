import Documents

/// Waves, canaries, budgets and windows.
extension FleetRules {
    /// - Parameter path: where `waves` and `canary` stand.
    static func checkStages(_ root: Node, _ path: [String], into diagnostics: inout Diagnostics) {
        let place = NodePath(path.map(NodePath.Step.key))
        if let waves = root[path]?["waves"], let items = waves.items {
            let steps = items.compactMap { $0.string.flatMap(Share.percent) }
            if steps.count == items.count, let last = steps.last {
                for (index, step) in steps.enumerated() where index > 0 && step <= steps[index - 1] {
                    diagnostics.error(
                        .wrongValue, "waves must rise: \(step)% follows \(steps[index - 1])%",
                        at: place / "waves" / index, origin: items[index].origin,
                        remedy: "write the percentage of the fleet that is new after each wave")
                }
                if last != 100 {
                    diagnostics.error(
                        .wrongValue, "the last wave ends at \(last)%, and the rest of the fleet would stay as it is",
                        at: place / "waves" / (items.count - 1), origin: items[items.count - 1].origin,
                        remedy: "add 100% as the last wave")
                }
            } else if items.isEmpty {
                diagnostics.error(
                    .wrongValue, "a rollout has at least one wave", at: place / "waves",
                    origin: waves.origin.firstLine, remedy: "write [100%], or remove `waves`")
            }
        }
        if let canary = root[path]?["canary"]?["hosts"], let hosts = canary.integer, let count = count(root),
            hosts > 1, hosts >= count
        {
            diagnostics.error(
                .wrongValue, "a canary of \(hosts) hosts is the whole fleet of \(count)",
                at: place / "canary" / "hosts", origin: canary.origin, remedy: "choose fewer hosts")
        }
    }

    /// A budget of zero would never let a host be replaced.
    static func checkBudgets(_ root: Node, into diagnostics: inout Diagnostics) {
        let places = [
            ["strategy", "surge", "max"], ["strategy", "rolling", "max_unavailable"], ["emergency", "surge", "max"],
        ]
        for path in places {
            guard let node = root[path], node.integer == 0 else { continue }
            diagnostics.error(
                .wrongValue, "with 0 hosts no host could ever be replaced",
                at: NodePath(path.map(NodePath.Step.key)), origin: node.origin, remedy: "write 1 or more")
        }
        if let node = root["strategy"]?["rolling"]?["max_unavailable"], let share = Share(node),
            let count = count(root),
            count > 1, share.roundedDown(of: count) >= count
        {
            diagnostics.error(
                .wrongValue, "all \(count) hosts of the fleet could be missing at a time",
                at: NodePath([.key("strategy"), .key("rolling"), .key("max_unavailable")]), origin: node.origin,
                remedy: "choose fewer hosts")
        }
    }

    static func checkWindows(_ root: Node, into diagnostics: inout Diagnostics) {
        for (index, window) in (root["windows"]?.items ?? []).enumerated() {
            let place = NodePath([.key("windows"), .index(index)])
            if let hours = window["hours"], let text = hours.string, StringRule.hours.accepts(text),
                Window(window) == nil
            {
                diagnostics.error(
                    .wrongValue, "the window `\(text)` ends before it begins", at: place / "hours",
                    origin: hours.origin, remedy: "write a night as two windows, such as 22:00-24:00 and 00:00-04:00")
            }
            if let days = window["days"], days.items?.isEmpty == true {
                diagnostics.error(
                    .wrongValue, "a window without days never opens", at: place / "days",
                    origin: days.origin.firstLine, remedy: "add days such as mon, tue")
            }
        }
    }

    /// What one provider cannot do.
    static func checkProvider(_ root: Node, into diagnostics: inout Diagnostics) {
        for (key, list) in [("instance_types", "instance type"), ("subnets", "subnet")] {
            guard let node = root[["provider", "ec2", "launch", key]], node.items?.isEmpty == true else { continue }
            diagnostics.error(
                .wrongValue, "an instance needs at least one \(list)",
                at: NodePath([.key("provider"), .key("ec2"), .key("launch"), .key(key)]),
                origin: node.origin.firstLine)
        }
        if let carry = root[["provider", "ec2", "launch", "carry"]], carry.items?.isEmpty == false,
            root["strategy"]?["rolling"] == nil
        {
            diagnostics.error(
                .conflictingValues, "what is carried cannot be attached to an old and a new host at a time",
                at: NodePath([.key("provider"), .key("ec2"), .key("launch"), .key("carry")]),
                origin: carry.origin.firstLine, remedy: "write `strategy: {rolling: {max_unavailable: 1}}`")
        }
        if let select = root[["provider", "ec2", "select"]], select.mapping?.entries.isEmpty == true {
            diagnostics.error(
                .wrongValue, "`select` without tags would take every instance of the account",
                at: NodePath([.key("provider"), .key("ec2"), .key("select")]), origin: select.origin.firstLine,
                remedy:
                    "add a tag that only this fleet has, such as fleet: \(root["metadata"]?["name"]?.string ?? "NAME")")
        }
        guard root["provider"]?["local"] != nil else { return }
        let needAWS =
            ["target_groups", "load_balancers"].map { ("workload.\($0)", root["workload"]?[$0]) }
            + (root["gates"]?.items ?? []).enumerated().flatMap { index, gate in
                ["alarm", "ssm_command", "target_health"].map { ("gates[\(index)].\($0)", gate[$0]) }
            }
        for (path, node) in needAWS {
            guard let node else { continue }
            diagnostics.error(
                .unsupportedByTarget, "`\(path)` is only for hosts on AWS, not for local machines",
                at: NodePath(path) ?? NodePath(), origin: node.origin.firstLine, remedy: "remove it",
                notes: [.init("the provider is chosen here", at: root["provider"]?["local"]?.origin.firstLine)])
        }
    }

    private static func count(_ root: Node) -> Int? {
        ["ec2", "local", "simulator"].lazy.compactMap { root[["provider", $0, "count"]]?.integer }.first
    }
}
