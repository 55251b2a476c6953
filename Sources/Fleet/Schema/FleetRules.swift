import Documents

/// What a schema cannot say: rules between fields. They run on any document, so that one run shows every problem.
enum FleetRules {
    static func check(_ root: Node, into diagnostics: inout Diagnostics) {
        checkAlternatives(root, into: &diagnostics)
        checkBlueGreen(root, into: &diagnostics)
        checkGates(root, into: &diagnostics)
        for path in [["strategy"], ["emergency"]] { checkStages(root, path, into: &diagnostics) }
        checkBudgets(root, into: &diagnostics)
        checkWindows(root, into: &diagnostics)
        checkProvider(root, into: &diagnostics)
    }

    /// Mappings of which one key counts.
    private static func checkAlternatives(_ root: Node, into diagnostics: inout Diagnostics) {
        one(of: FleetSchema.providers, root, [.key("provider")], "a fleet has one provider", into: &diagnostics)
        one(of: FleetSchema.strategies, root, [.key("strategy")], "a strategy is one of", true, into: &diagnostics)
        one(
            of: ["swarm", "kubernetes"], root, [.key("workload")], "a host belongs to one cluster", true,
            into: &diagnostics)
        for index in (root["notify"]?.items ?? []).indices {
            one(
                of: FleetSchema.webhookAddresses, root, [.key("notify"), .index(index), .key("webhook")],
                "a webhook's address stands in one place", besides: ["format"], into: &diagnostics)
        }
    }

    /// - Parameters:
    ///   - allowsNone: whether the mapping may hold none of the keys.
    ///   - others: keys that stand beside them.
    private static func one(
        of keys: [String], _ root: Node, _ steps: [NodePath.Step], _ rule: String, _ allowsNone: Bool = false,
        besides others: [String] = [], into diagnostics: inout Diagnostics
    ) {
        let place = NodePath(steps)
        guard let node = root[place], let mapping = node.mapping else { return }
        let found = mapping.entries.filter { keys.contains($0.key) }
        guard found.count > 1 || (found.isEmpty && !allowsNone) else { return }
        let list = keys.joined(separator: ", ")
        if found.isEmpty {
            // A misspelt key has been reported; that nothing is left of it is not a second problem.
            guard mapping.keys.allSatisfy(others.contains) else { return }
            diagnostics.error(
                .missingValue, "`\(place)` has none of them: \(rule)", at: place, origin: node.origin.firstLine,
                remedy: "add one of: \(list)")
        } else {
            diagnostics.error(
                .conflictingValues, "\(rule), not \(found.map(\.key).joined(separator: " and "))", at: place,
                origin: found[1].keyOrigin, remedy: "keep one of: \(list)",
                notes: [.init("the first one", at: found[0].keyOrigin)])
        }
    }

    /// The format has it, and no run could carry it out: better an error here than another strategy than was asked for.
    private static func checkBlueGreen(_ root: Node, into diagnostics: inout Diagnostics) {
        guard let entry = root["strategy"]?.mapping?.entries.first(where: { $0.key == "blue_green" }) else { return }
        let hasTargets = root["workload"]?["target_groups"]?.items?.isEmpty == false
        diagnostics.error(
            .unsupportedByTarget,
            hasTargets
                ? "`blue_green` is not supported yet"
                : "`blue_green` moves traffic between target groups in steps, and this fleet has no target groups",
            at: NodePath([.key("strategy"), .key(entry.key)]),
            origin: entry.keyOrigin, remedy: "write `surge: {max: 100%}` for a full second set, or `rolling`")
    }

    private static func checkGates(_ root: Node, into diagnostics: inout Diagnostics) {
        var seen: [String: Origin] = [:]
        for (index, gate) in (root["gates"]?.items ?? []).enumerated() {
            let keys = gate.mapping?.keys ?? []
            let place = NodePath([.key("gates"), .index(index)])
            if gate.mapping != nil, keys.count != 1 {
                diagnostics.error(
                    .conflictingValues,
                    "a gate checks one thing, not \(keys.isEmpty ? "none" : keys.joined(separator: " and "))",
                    at: place, origin: gate.origin.firstLine, remedy: "write each gate as a list item of its own")
            }
            guard let key = keys.first else { continue }
            let isSingle = ["instance_status", "workload_joined", "target_health"].contains(key)
            if isSingle, let first = seen[key] {
                diagnostics.error(
                    .conflictingValues, "the gate `\(key)` stands twice", at: place, origin: gate.origin.firstLine,
                    remedy: "remove one of them", notes: [.init("the first one", at: first)])
            }
            seen[key] = gate.origin
            checkNeeds(key, root, place, gate.origin.firstLine, into: &diagnostics)
        }
    }

    /// Whether what a gate asks for is there to be asked.
    private static func checkNeeds(
        _ gate: String, _ root: Node, _ place: NodePath, _ origin: Origin, into diagnostics: inout Diagnostics
    ) {
        let workload = root["workload"]
        if gate == "workload_joined", workload?["swarm"] == nil, workload?["kubernetes"] == nil {
            diagnostics.error(
                .missingValue, "the gate `workload_joined` needs a cluster that hosts join", at: place, origin: origin,
                remedy: "add `workload.swarm` or `workload.kubernetes`, or remove the gate")
        }
        if gate == "target_health", workload?["target_groups"] == nil, workload?["load_balancers"] == nil {
            diagnostics.error(
                .missingValue, "the gate `target_health` needs target groups", at: place, origin: origin,
                remedy: "add `workload.target_groups` or `workload.load_balancers`, or remove the gate")
        }
    }
}
