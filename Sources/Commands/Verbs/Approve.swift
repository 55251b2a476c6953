import ArgumentParser
import Documents
import Fleet

/// `basalt approve`.
struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Approve the plan of a run that waits for it.",
        usage: "basalt approve <run> [--digest <digest>] [<options>]",
        discussion: """
            On a terminal the plan is shown and approved by typing `yes`; elsewhere --digest names the plan that was \
            read. The fleet file says how many people must approve, and whether who started the run counts. `basalt \
            resume` begins the run then. Exit codes: 0 recorded; 8 not approved, or by the wrong person.
            """)

    @Argument(
        help: ArgumentHelp("A run, as `basalt runs` names it; a beginning will do.", valueName: "run"),
        completion: .runs)
    var run: String

    @Option(help: ArgumentHelp("The digest of the plan that was read, or a part of at least 12.", valueName: "digest"))
    var digest: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if let digest, digest.utf8.count < 12 { throw ValidationError("--digest takes at least 12 digits.") }
    }

    func run() async throws {
        let verb = self
        try await FleetVerb.run(output) { report, state in try await verb.approve(report, state) }
    }

    private func approve(_ report: Report, _ state: FleetState) async throws -> Int32 {
        let run = try await RunLookup(state: state, report: report).run(run)
        let (plan, person) = (run.plan, Person.identity)
        guard run.isActive else {
            throw report.failure(
                .runEnded, "run \(plan.run) has ended: \(run.state.status.words)", ExitStatus.refused)
        }
        guard !plan.policy.excludesAuthor || plan.author != person else {
            throw report.failure(
                .notApproved, "\(person) started this run, and its fleet wants another person's approval",
                ExitStatus.refused)
        }
        try await PlanApproval(digest: digest, isGiven: false).ask(plan, report, "Approve this plan?")
        try await state.journal.add(
            ApprovalRecord(by: person, digest: plan.digest, at: SystemClock().now()), to: plan.run)
        let records = try await state.journal.approvals(of: plan.run)
        let missing = plan.missingApproval(records, since: run.state.rebuiltAt)
        switch output.format {
        case .json:
            try report.result(
                json: JSON.mapping([
                    ("version", JSON.number(1)), ("run", JSON.text(plan.run)), ("by", JSON.text(person)),
                    ("digest", JSON.text(plan.digest)),
                    ("approvals", JSON.number(plan.approvers(records, since: run.state.rebuiltAt).count)),
                    ("needed", JSON.number(plan.policy.approvals)),
                ]))
        case .table:
            let next = missing.map { "still missing: \($0.detail)" } ?? "`basalt resume \(plan.run)` begins it"
            try report.result("\(plan.run): approved by \(person); \(next)\n")
        }
        return 0
    }
}
