import ArgumentParser
import Documents
import Fleet

/// `basalt unlock`.
struct Unlock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a fleet's lock from a process that no longer runs.",
        usage: "basalt unlock <fleet> [<options>]",
        discussion: """
            A lock ends by itself two minutes after its process; a process of this computer that is gone is noticed at \
            once. This is for those on other computers, and is written into the run's journal. A process that still \
            runs notices before its next change, and stops with exit code 9.
            """)

    @Argument(help: ArgumentHelp("A fleet file; - reads standard input.", valueName: "fleet"), completion: .yaml)
    var fleet: String

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let verb = self
        try await FleetVerb.run(output) { report, state in try await verb.unlock(report, state) }
    }

    private func unlock(_ report: Report, _ state: FleetState) async throws -> Int32 {
        let file = try report.fleet(fleet)
        let archive = state.journal
        guard let lock = try await archive.lock(of: file.name) else { return try say(nil, file, report) }
        let history = try await FleetHistory(of: file.name, in: archive)
        guard let run = history.active ?? history.runs.last else { return try say(nil, file, report) }
        let context = FleetContext(file: file, image: file.image, state: state, store: store, report: report)
        return try await FleetProviders.with(context) { provider in
            let now = provider.clock.now()
            guard now.since(lock.expiry) <= LockRecord.skew else { return try say(nil, file, report) }
            try await confirm(lock, report)
            let broken = try await LockRecord.break(of: run.plan, by: Person.identity, archive, now: now)
            return try say(broken, file, report)
        }
    }

    private func confirm(_ lock: LockRecord, _ report: Report) async throws {
        guard !yes, !LockOwner.isGone(lock.owner) else { return }
        guard output.format == .table, Terminal.isTerminal(.error) else {
            throw report.failure(
                .notApproved, "\(lock.owner) has the lock until \(lock.expiry), and may still run",
                remedy: "make sure that it does not, then `basalt unlock --yes`", ExitStatus.refused)
        }
        guard try await Prompt.isConfirmed("\(lock.owner) has the lock until \(lock.expiry). Is it gone?") else {
            throw report.failure(.notApproved, "nothing was changed", ExitStatus.refused)
        }
    }

    private func say(_ broken: LockRecord?, _ file: FleetFile, _ report: Report) throws -> Int32 {
        switch output.format {
        case .json:
            try report.result(
                json: JSON.mapping([
                    ("version", JSON.number(1)), ("fleet", JSON.text(file.name)), ("broken", JSON.flag(broken != nil)),
                    ("owner", broken.map { JSON.text($0.owner) }),
                ]))
        case .table:
            try report.result(
                broken.map { "\(file.name): the lock of \($0.owner) is broken\n" }
                    ?? "\(file.name): nobody has its lock\n")
        }
        return 0
    }
}
