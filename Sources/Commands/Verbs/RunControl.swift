import ArgumentParser
import Documents
import Fleet

/// A run, and where it is kept.
struct RunOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("A run, as `basalt runs` names it; a beginning will do.", valueName: "run"),
        completion: .runs)
    var run: String

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    /// Writes a request into the run's records, and answers it in this process unless another one carries the run on.
    func ask(_ request: Request, _ report: Report, _ state: FleetState) async throws -> Int32 {
        let lookup = RunLookup(state: state, report: report)
        let run = try await lookup.run(run)
        return try await lookup.with(run, store) { context, provider in
            try refuseEnded(run, request, report)
            // A run that was only interrupted needs nobody's word to go on.
            if request != .resume || run.state.status.isHeld {
                try await state.journal.add(RequestRecord(request, by: Person.identity), to: run.plan.run)
            }
            if let lock = try await lookup.runner(of: run.plan.fleet, at: provider.clock.now()) {
                report.note("\(lock.owner) carries this run on, and does so within seconds")
                return 0
            }
            return try await RunDriver(context: context, provider: provider, plan: run.plan).drive()
        }
    }

    private func refuseEnded(_ run: StoredRun, _ request: Request, _ report: Report) throws {
        let isPossible = request == .resume ? run.isResumable : run.isActive
        guard !isPossible else { return }
        let back = run.plan.previous.map { ": `basalt replace --image \($0.imageName)`" } ?? ""
        throw report.failure(
            .runEnded, "run \(run.plan.run) has ended: \(run.state.status.words)",
            remedy: request == .rollback
                ? "start a new run for the way back" + back : "`basalt history` lists ended runs",
            ExitStatus.refused)
    }
}

/// `basalt resume`.
struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go on with a run that was paused, blocked, interrupted or killed.",
        usage: "basalt resume <run> [<options>]",
        discussion: """
            The run goes on with the plan that was approved and the same hosts; slots that were blocked are tried again. \
            Exit codes are those of `basalt replace`.
            """)

    @OptionGroup var options: RunOptions

    func run() async throws {
        let options = options
        try await FleetVerb.run(options.output) { report, state in try await options.ask(.resume, report, state) }
    }
}

/// `basalt rollback`.
struct Rollback: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring back what a fleet ran before a run.",
        usage: "basalt rollback <run> [<options>]",
        discussion: """
            Hosts that are still there serve again; those that are gone are replaced by new ones of the previous image, \
            under the same rules. Exit codes are those of `basalt replace`; 5 when all is back.
            """)

    @OptionGroup var options: RunOptions

    func run() async throws {
        let options = options
        try await FleetVerb.run(options.output) { report, state in try await options.ask(.rollback, report, state) }
    }
}

/// `basalt abort`.
struct Abort: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "End a run where it stands: nothing new is launched.",
        usage: "basalt abort <run> [<options>]",
        discussion: """
            Slots in flight are finished or undone, and what mixture of images is left is said. Exit code 1 when that is \
            done; the others are those of `basalt replace`.
            """)

    @OptionGroup var options: RunOptions

    func run() async throws {
        let options = options
        try await FleetVerb.run(options.output) { report, state in try await options.ask(.abort, report, state) }
    }
}

/// `basalt pause`.
struct Pause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hold a run, or all of them; nothing is changed until `basalt resume`.",
        usage: "basalt pause <run> | --all [<options>]")

    @Argument(
        help: ArgumentHelp("A run, as `basalt runs` names it; a beginning will do.", valueName: "run"),
        completion: .runs)
    var run: String?

    @Flag(help: "Every run that has not ended.")
    var all = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if all == (run != nil) { throw ValidationError("Name one run, or give --all.") }
    }

    func run() async throws {
        let verb = self
        try await FleetVerb.run(output) { report, state in try await verb.pause(report, state) }
    }

    private func pause(_ report: Report, _ state: FleetState) async throws -> Int32 {
        let lookup = RunLookup(state: state, report: report)
        var runs = try await FleetHistory(of: nil, in: state.journal).runs.filter(\.isActive)
        if let run {
            let one = try await lookup.run(run)
            guard one.isActive else {
                throw report.failure(
                    .runEnded, "run \(one.plan.run) has ended: \(one.state.status.words)", ExitStatus.refused)
            }
            runs = [one]
        }
        let running = runs.filter { $0.state.status.blocker == nil }
        for run in running {
            try await state.journal.add(RequestRecord(.pause, by: Person.identity), to: run.plan.run)
        }
        let names = running.map(\.plan.run)
        switch output.format {
        case .json:
            try report.result(
                json: JSON.mapping([("version", JSON.number(1)), ("asked", JSON.list(names.map(JSON.text)))]))
        case .table:
            for name in names { try report.result("\(name): asked to pause; `basalt resume \(name)` goes on\n") }
            if names.isEmpty { report.note("no run is going on") }
        }
        return 0
    }
}
