import Documents
import Fleet

/// A plan for people and as JSON.
struct PlanReport {
    private let plan: Plan
    /// In what new hosts differ from old ones, as the provider saw them.
    private let differences: [String]

    init(_ plan: Plan, differences: [String] = []) { (self.plan, self.differences) = (plan, differences) }

    func print(_ report: Report) throws {
        switch report.options.format {
        case .json: try report.result(json: json)
        case .table: try report.result(text)
        }
    }

    var json: Node {
        JSON.mapping([
            ("version", JSON.number(1)), ("plan", plan.json),
            ("differences", differences.isEmpty ? nil : JSON.list(differences.map(JSON.text))),
        ])
    }

    var text: String {
        guard !plan.isEmpty else {
            return "\(plan.fleet): nothing to do, all \(plan.others.count) hosts are as they should be\n"
        }
        var text = heading + "\n\n" + table + "\n"
        for difference in differences { text += "\(printable(difference))\n" }
        text += terms
        for finding in plan.findings {
            text += "in the way now: \(printable(finding.blocker.description))\n    \(finding.remedy)\n"
        }
        return text + "digest: \(plan.digest)\n"
    }

    private var heading: String {
        let hosts = plan.slots.count == 1 ? "1 host" : "\(plan.slots.count) hosts"
        let from = plan.previous.map { " (from \($0.imageName))" } ?? ""
        return "\(plan.fleet): \(hosts) to \(plan.spec.imageName)\(from); \(plan.others.count) stay"
    }

    private var table: String {
        let rows = plan.slots.map { slot in
            [
                slot.id, slot.reason.rawValue, slot.placement.zone, slot.placement.type,
                slot.wave == 0 ? "canary" : String(slot.wave), slot.isManager ? "manager" : "",
                slot.blocker.map { "left out: \($0)" } ?? "",
            ].map { printable($0) }
        }
        return TextTable.text([["HOST", "WHY", "ZONE", "TYPE", "WAVE", "ROLE", ""]] + rows)
    }

    private var terms: String {
        let policy = plan.policy
        let order =
            policy.order == .surge
            ? "new hosts first, \(policy.maxSurge) more than \(policy.desired) at most"
            : "old hosts first, \(policy.maxUnavailable) missing at most"
        let canary = policy.canaries > 0 && plan.slots.count > 1
        let stages =
            (canary ? "canary of \(policy.canaries) for \(policy.canaryBake.words), then " : "")
            + "waves to \(policy.waves.map { "\($0)%" }.joined(separator: ", "))"
        let hosts = policy.failureBudget == 1 ? "1 new host" : "\(policy.failureBudget) new hosts"
        let previous = policy.rollsBack ? plan.previous?.imageName : nil
        let failure = "should more than \(hosts) fail, \(previous.map { "\($0) comes back" } ?? "the run pauses")"
        let estimate = plan.estimate
        return """
            \(order); \(stages)
            \(failure)
            from \(estimate.fewest) to \(estimate.peak) hosts at a time; about \(Span(seconds: estimate.seconds).words), \
            \(estimate.launchCalls + estimate.terminateCalls) changing calls

            """
    }
}
