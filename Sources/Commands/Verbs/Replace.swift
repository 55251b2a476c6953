import ArgumentParser
import Documents
import Fleet
import Values

/// `basalt replace`.
struct Replace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replace a fleet's outdated hosts by new ones.",
        usage: "basalt replace <fleet> [--image <image>] [--dry-run]\n    [--approve <digest> | --yes] [<options>]",
        discussion: """
            Hosts are outdated when image, user data or launch settings differ from what the fleet file gives now. New \
            hosts come up and prove themselves, then old ones are drained and ended; nothing is repaired in place. What \
            fails goes back by itself. Killed anywhere, `basalt resume` goes on with the same hosts.

            On a terminal the plan is shown and approved by typing `yes`. Elsewhere --approve takes the digest of a plan \
            that somebody has read (--dry-run prints it), and --yes takes any.

            Exit codes: 0 done or nothing to do; 1 failed or aborted; 2 --dry-run found something to do; 3 paused; 4 \
            blocked, resumable; 5 failed and rolled back; 6 rollback incomplete; 7 another process runs this fleet; 8 \
            refused: the plan changed, or nobody approved it; 9 another process took over; 130 interrupted, resumable.
            """)

    @Argument(help: ArgumentHelp("A fleet file; - reads standard input.", valueName: "fleet"), completion: .yaml)
    var fleet: String

    @Option(
        help: ArgumentHelp("The image to replace by, instead of the fleet file's.", valueName: "image"),
        completion: .images)
    var image: String?

    @OptionGroup(title: "Which hosts")
    var selection: SelectionOptions

    @Flag(help: "Print the plan, and change nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Run exactly the plan with this digest, or a part that is unique.", valueName: "digest"))
    var approve: String?

    @Flag(help: "Run whatever the plan says.")
    var yes = false

    @Flag(help: "Apply the fleet file's `emergency`; a failure pauses, and never brings the old image back.")
    var emergency = false

    @Option(help: ArgumentHelp("Grow the surge until it takes no longer than this, such as 1h.", valueName: "time"))
    var finishWithin: Span?

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if yes, approve != nil { throw ValidationError("Give one of --approve and --yes.") }
        if dryRun, yes || approve != nil { throw ValidationError("--dry-run runs nothing that could be approved.") }
        if let approve, approve.utf8.count < 12 {
            throw ValidationError("--approve takes at least 12 digits of a plan's digest.")
        }
    }

    func run() async throws {
        let verb = self
        try await FleetVerb.run(output) { report, state in try await verb.replace(report, state) }
    }

    private func replace(_ report: Report, _ state: FleetState) async throws -> Int32 {
        let file = try report.fleet(fleet)
        let context = FleetContext(
            file: file, image: try wantedImage(file, report), state: state, store: store, report: report)
        if emergency, file.emergency == nil {
            throw report.failure(
                .wrongArgument, "`\(printable(fleet))` says nothing about emergencies",
                remedy: "add `emergency: {surge: {max: 25%}, waves: [100%]}`", ExitStatus.usage)
        }
        return try await FleetProviders.with(context) { provider in
            try await replace(context, provider)
        }
    }

    private func replace(_ context: FleetContext, _ provider: any FleetProvider) async throws -> Int32 {
        let archive = context.state.journal
        var planning = FleetPlanning(context: context, provider: provider)
        planning.selection = try selection.selection(context.report)
        planning.isEmergency = emergency
        planning.finishWithin = finishWithin
        let result = try await planning.run()
        try selection.check(result, context.report)
        let report = context.report
        if dryRun {
            if let run = try await planning.activeRun() {
                report.note("run \(run.plan.run) has not ended: \(run.state.status.words); no other begins before that")
            }
            try result.report.print(report)
            return result.plan.isEmpty ? 0 : ExitStatus.difference.rawValue
        }
        try await refuseSecondRun(context, at: provider.clock.now())
        guard !result.plan.isEmpty else {
            try result.report.print(report)
            return 0
        }
        try refuseImpossible(result.plan, report)
        try await PlanApproval(digest: approve, isGiven: yes).ask(
            result.plan, report, "Replace these hosts?", differences: result.differences)
        try await provider.keepTarget()
        // What could refuse comes first, and the plan, which makes it a run, last.
        _ = try Notifier(context)
        try await archive.keep(FleetSource(file: context.file).json, as: FleetSource.kept, with: result.plan.run)
        try await archive.create(result.plan)
        report.note("run \(result.plan.run)")
        return try await RunDriver(context: context, provider: provider, plan: result.plan).drive()
    }

    private func wantedImage(_ file: FleetFile, _ report: Report) throws -> String {
        guard let image else { return file.image }
        guard FleetSchema.isImage(image) else {
            throw report.failure(
                .wrongArgument, "`\(printable(image))` is no image",
                remedy: "write NAME@VERSION, NAME@CHANNEL, ami-... or ssm:/path", ExitStatus.usage)
        }
        return image
    }

    /// One run at a time: two plans for the same hosts would contradict each other.
    private func refuseSecondRun(_ context: FleetContext, at now: Timestamp) async throws {
        let lookup = RunLookup(state: context.state, report: context.report)
        if let lock = try await lookup.runner(of: context.file.name, at: now) {
            throw context.report.failure(
                .fleetBusy, "\(lock.owner) replaces hosts of this fleet, until \(lock.expiry) at least",
                remedy: "`basalt status --watch` shows how it goes; `basalt unlock` if it is gone", ExitStatus.locked)
        }
        guard let run = try await FleetHistory(of: context.file.name, in: context.state.journal).active else { return }
        throw context.report.failure(
            .fleetBusy, "run \(run.plan.run) of this fleet has not ended: \(run.state.status.words)",
            remedy: "`basalt resume \(run.plan.run)` goes on with it, `basalt abort \(run.plan.run)` ends it",
            ExitStatus.refused)
    }

    /// `--finish-within` that cannot be kept is no plan.
    private func refuseImpossible(_ plan: Plan, _ report: Report) throws {
        guard let finding = plan.findings.first(where: { $0.blocker.kind == .deadline }) else { return }
        throw report.failure(
            .planChanged, "--finish-within cannot be kept: \(finding.blocker.detail)", remedy: finding.remedy,
            ExitStatus.refused)
    }
}

extension Span: ExpressibleByArgument {
    /// `90s`, `15m`, `24h` or `30d`.
    public init?(argument: String) {
        guard let span = Span(argument), span.seconds > 0 else { return nil }
        self = span
    }
}
