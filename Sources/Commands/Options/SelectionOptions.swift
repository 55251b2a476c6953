import ArgumentParser
import Documents
import Fleet
import Values

/// Which hosts of a fleet are meant.
struct SelectionOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Only these hosts, outdated or not; separated by commas.", valueName: "id,..."))
    var only: String?

    @Flag(help: "Only hosts that do not serve, outdated or not.")
    var unhealthy = false

    @Option(help: ArgumentHelp("Only hosts that are older than this, such as 30d.", valueName: "time"))
    var olderThan: Span?

    func validate() throws {
        if [only != nil, unhealthy, olderThan != nil].count(where: \.self) > 1 {
            throw ValidationError("Give one of --only, --unhealthy and --older-than.")
        }
    }

    func selection(_ report: Report) throws -> Selection {
        if let olderThan { return .olderThan(olderThan) }
        if unhealthy { return .unhealthy }
        guard let only else { return .outdated }
        let ids = only.split(separator: ",").map(String.init)
        guard !ids.isEmpty else {
            throw report.failure(.wrongArgument, "--only names no host", ExitStatus.usage)
        }
        return .only(ids)
    }

    /// A host that is not there was misspelt, or is gone already: that nothing is done about it must be said.
    func check(_ result: FleetPlanning.Result, _ report: Report) throws {
        guard case .only(let ids)? = try? selection(report) else { return }
        let planned = Set(result.plan.slots.map(\.id))
        guard let missing = ids.first(where: { !planned.contains($0) }) else { return }
        let hosts = result.observed.instances.keys.sorted()
        throw report.failure(
            .wrongArgument, "the fleet has no host `\(printable(missing))`",
            remedy: nearestName(to: missing, among: hosts).map { "did you mean `\($0)`?" }
                ?? "`basalt status` lists its hosts", ExitStatus.usage)
    }
}
