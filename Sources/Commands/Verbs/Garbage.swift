import ArgumentParser
import AWS
import Documents
import Publishing

/// `basalt gc`.
struct GarbageVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gc",
        abstract: "Find published images that nobody needs any more.",
        usage: "basalt gc --regions <region>,... [--apply] [<options>]",
        discussion: """
            An image is kept when a channel points at it or can be turned back to it, an instance runs it, a launch \
            template or Auto Scaling group names it, it was launched or made lately, or is one of the newest. Says why \
            each is kept; removes only with --apply.

            Exit codes: 0 done; 1 failed; 77 credentials or a permission are missing.
            """)

    @Option(help: ArgumentHelp("Regions.", valueName: "region,..."))
    var regions: String

    @Option(help: "Versions of each name that are kept in any case.")
    var keep = 2

    @Option(help: "Days for which what is new, or was launched, is kept.")
    var days = 30

    @Flag(help: "Remove what nobody needs.")
    var apply = false

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if keep < 1 || days < 0 { throw ValidationError("--keep takes 1 and more, --days 0 and more.") }
    }

    func run() async throws {
        let report = Report(options: output)
        var rules = GarbagePlan.Rules()
        (rules.versions, rules.days) = (keep, Int64(days))
        let (wanted, places, isApplied) = (rules, regions.split(separator: ",").map(String.init), apply)
        try await PublishingSession.with(report) { session in
            var nodes: [Node] = []
            for region in places {
                let collection = GarbageCollection(session, region: region)
                let plan = try await collection.plan(wanted)
                for verdict in plan.verdicts {
                    let fate = verdict.kept.map { "kept: \($0)" } ?? (isApplied ? "removed" : "can go")
                    if report.options.format == .table {
                        try report.result("\(region)  \(verdict.id)  \(verdict.reference)  \(fate)\n")
                    }
                    nodes.append(
                        JSON.mapping([
                            ("region", JSON.text(region)), ("id", JSON.text(verdict.id)),
                            ("image", JSON.text(verdict.reference)), ("kept", verdict.kept.map { JSON.text($0) }),
                            ("snapshots", JSON.list(verdict.snapshots.map(JSON.text))),
                        ]))
                }
                if isApplied { try await collection.apply(plan) }
            }
            if report.options.format == .json {
                try report.result(
                    json: JSON.mapping([
                        "applied": JSON.flag(isApplied), "items": JSON.list(nodes), "version": JSON.number(1),
                    ]))
            } else if !isApplied {
                report.note("nothing was removed; --apply does it")
            }
        }
    }
}
