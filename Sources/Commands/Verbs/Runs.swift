import ArgumentParser
import Documents
import Fleet
import Values

/// `basalt runs`.
struct Runs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the runs that have not ended, or show one of them.",
        usage: "basalt runs [<run>] [<options>]",
        discussion: "A blocked run is listed too: `basalt resume` tries its slots again.")

    @Argument(help: ArgumentHelp("Show this run slot by slot, ended or not.", valueName: "run"), completion: .runs)
    var run: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let verb = self
        try await FleetVerb.run(output) { report, state in
            try await verb.list(report, state)
            return 0
        }
    }

    private func list(_ report: Report, _ state: FleetState) async throws {
        let lookup = RunLookup(state: state, report: report)
        if let run {
            let run = try await lookup.run(run)
            return try await RunDetails(run, in: state.journal).print(report)
        }
        let history = try await FleetHistory(of: nil, in: state.journal)
        // A blocked run is over once another one of its fleet has begun.
        let newest = Dictionary(history.runs.map { ($0.plan.fleet, $0.plan.run) }) { $1 }
        let open = history.runs.filter { run in
            run.isActive || (run.isResumable && newest[run.plan.fleet] == run.plan.run)
        }
        try await RunList(open, lookup).print(report)
    }
}

/// `basalt history`.
struct History: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List all runs, of one fleet or of all.",
        usage: "basalt history [<fleet>] [<options>]")

    @Argument(help: ArgumentHelp("A fleet file, or a fleet's name.", valueName: "fleet"), completion: .fleets)
    var fleet: String?

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let verb = self
        try await FleetVerb.run(output) { report, state in
            try await verb.list(report, state)
            return 0
        }
    }

    private func list(_ report: Report, _ state: FleetState) async throws {
        // Names hold neither slashes nor dots, files of fleets do.
        let isFile = fleet?.contains { $0 == "/" || $0 == "." } ?? false
        let name = isFile ? try fleet.map { try report.fleet($0).name } : fleet
        let history = try await FleetHistory(of: name, in: state.journal)
        try await RunList(history.runs, RunLookup(state: state, report: report)).print(report)
    }
}
