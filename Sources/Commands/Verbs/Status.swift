import ArgumentParser
import Documents
import Fleet
import Values

/// `basalt status`.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show which host of a fleet runs what, and why it is outdated.",
        usage: "basalt status <fleet> [--watch] [<options>]",
        discussion: """
            Nothing is changed. Exit code 0, whether hosts are outdated or not; `basalt replace --dry-run` answers that \
            with its exit code.
            """)

    @Argument(help: ArgumentHelp("A fleet file; - reads standard input.", valueName: "fleet"), completion: .yaml)
    var fleet: String

    @Option(
        help: ArgumentHelp("Compare with this image instead of the fleet file's.", valueName: "image"),
        completion: .images)
    var image: String?

    @Flag(help: "Look again every two seconds, until interrupted.")
    var watch = false

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if watch, fleet == "-" { throw ValidationError("--watch takes a file.") }
    }

    func run() async throws {
        let verb = self
        try await FleetVerb.run(output) { report, state in try await verb.show(report, state) }
    }

    private func show(_ report: Report, _ state: FleetState) async throws -> Int32 {
        let file = try report.fleet(fleet)
        let context = FleetContext(
            file: file, image: image ?? file.image, state: state, store: store, report: report)
        return try await FleetProviders.with(context) { provider in
            let planning = FleetPlanning(context: context, provider: provider)
            while true {
                let status = FleetStatus(try await planning.run(), try await planning.activeRun())
                guard watch else {
                    try status.print(report, isCompact: false)
                    return 0
                }
                if report.options.format == .table, Terminal.isScreen(.output) {
                    try Terminal.repaint(status.text)
                } else {
                    try status.print(report, isCompact: true)
                }
                do { try await Task.sleep(for: .seconds(2)) } catch { return 0 }
            }
        }
    }
}

/// The hosts of a fleet, as they are.
struct FleetStatus {
    private let result: FleetPlanning.Result
    private let active: StoredRun?
    private let hosts: [Instance]

    init(_ result: FleetPlanning.Result, _ active: StoredRun?) {
        self.result = result
        self.active = active
        hosts = result.observed.instances.values.filter { $0.state != .terminated }
            .sorted { ($0.zone, $0.id) < ($1.zone, $1.id) }
    }

    func print(_ report: Report, isCompact: Bool) throws {
        switch report.options.format {
        case .table: try report.result(text)
        // One line a look, so that a reader can tell them apart.
        case .json: try report.result(JSONWriter.text(json, isCompact ? .compact : .pretty) + "\n")
        }
    }

    var text: String {
        var text = "\(result.plan.fleet): \(counts)\n"
        if let active {
            text += "run \(active.plan.run): \(printable(active.state.status.words)), "
            text += "\(active.done) of \(active.plan.slots.count) done\n"
        }
        guard !hosts.isEmpty else { return text }
        let isInZones = Set(hosts.map(\.zone)).count > 1
        let rows = hosts.map { host in
            [
                host.id, isInZones ? host.zone : "", words(host), phase(host), Span(seconds: age(host)).words,
                name(host),
                outdated(host)?.rawValue ?? (host.isKept ? "kept as evidence" : ""),
            ].map { printable($0) }
        }
        let heading = ["HOST", "ZONE", "STATE", "PHASE", "AGE", "RUNS", "OUTDATED"]
        return text + TextTable.text([heading] + rows, isSparse: true)
    }

    /// Where the run that goes on is with a host; empty where it does nothing with it now.
    private func phase(_ host: Instance) -> String {
        guard let active, let slot = active.state.slots.first(where: { $0.new == host.id || $0.old == host.id }) else {
            return ""
        }
        // The old host of a slot waits while the new one is tested, and the new one while the old one goes.
        let isItsTurn = slot.phase.isNewSide || slot.phase == .newFailed ? slot.new == host.id : slot.old == host.id
        return isItsTurn ? slot.phase.words : ""
    }

    private var counts: String {
        let live = hosts.filter { $0.state.isLive && !$0.isKept }
        let serving = live.count { result.observed.isServing($0.id, usesTargets: result.plan.policy.usesTargets) }
        let old = live.count { outdated($0) != nil }
        return "\(live.count) of \(result.target.count) hosts, \(serving) in service, \(old) outdated"
            + " (wanted: \(result.plan.spec.imageName))"
    }

    private func outdated(_ host: Instance) -> PlannedSlot.Reason? {
        guard host.state.isLive, !host.isKept else { return nil }
        return result.plan.slots.first { $0.old?.id == host.id }?.reason
    }

    private func age(_ host: Instance) -> Int { max(0, result.observed.at.since(host.launchedAt)) }

    /// A host that runs is what the cluster takes it for.
    private func words(_ host: Instance) -> String {
        guard host.state == .running else { return host.state.rawValue }
        guard let member = result.observed.members[host.id] else { return "not joined" }
        var words = [member.isReady ? "ready" : "not ready"]
        if member.isCordoned { words.append("cordoned") }
        if member.isManager { words.append(member.isLeader ? "leader" : "manager") }
        return words.joined(separator: ", ")
    }

    /// The name of what a host runs, where the plan or a run of the fleet knows it.
    private func name(_ host: Instance) -> String {
        let specs = [result.plan.spec, result.plan.previous, active?.plan.spec, active?.plan.previous]
        return specs.compactMap(\.self).first { $0.image == host.image }?.imageName ?? host.image
    }

    private var json: Node {
        JSON.mapping([
            ("version", JSON.number(1)), ("fleet", JSON.text(result.plan.fleet)),
            ("at", JSON.text(result.observed.at.description)), ("count", JSON.number(result.target.count)),
            ("wanted", result.plan.spec.json), ("run", active.map { JSON.text($0.plan.run) }),
            ("runStatus", active.map { JSON.text($0.state.status.word) }),
            ("hosts", JSON.list(hosts.map(json))),
        ])
    }

    private func json(_ host: Instance) -> Node {
        let member = result.observed.members[host.id]
        return JSON.mapping([
            ("id", JSON.text(host.id)), ("zone", JSON.text(host.zone)), ("type", JSON.text(host.type)),
            ("state", JSON.text(host.state.rawValue)), ("image", JSON.text(host.image)),
            ("imageName", JSON.text(name(host))), ("ageSeconds", JSON.number(age(host))),
            ("serving", JSON.flag(result.observed.isServing(host.id, usesTargets: result.plan.policy.usesTargets))),
            ("joined", JSON.flag(member != nil)), ("cordoned", JSON.flag(member?.isCordoned ?? false)),
            ("manager", JSON.flag(member?.isManager ?? false)), ("kept", JSON.flag(host.isKept)),
            ("outdated", outdated(host).map { JSON.text($0.rawValue) }),
        ])
    }
}
