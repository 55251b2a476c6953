import ArgumentParser
import Documents
import Values

/// `basalt doctor`.
struct DoctorVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what this machine can do for each verb, and what it lacks.",
        usage: "basalt doctor [<verb> ...] [--aws] [<options>]",
        discussion: """
            Programs are found and asked for their versions; KVM is tried with real firmware, for ten seconds at most; \
            namespaces are tried with a program that does nothing. AWS is asked only with --aws; without it, doctor says \
            where credentials would come from. A container engine is never needed.

            Exit codes: 0 nothing is missing; 69 something has to be installed; 77 only a permission or credentials are \
            missing.
            """)

    @Argument(
        help: ArgumentHelp(
            "Verbs that matter here, or machines, packages, clusters, aws; all by default.", valueName: "verb"),
        completion: .list(Area.allCases.filter { !$0.verbs.isEmpty }.map(\.rawValue)))
    var subjects: [String] = []

    @Flag(help: "Ask AWS whether the credentials work.")
    var aws = false

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let report = Report(options: output)
        try checkSubjects(report)
        let doctor = Doctor(surroundings: .process, store: store.store, asksAWS: aws)
        var findings: [(Area, [Finding])] = []
        for area in Area.meant(by: subjects) { findings.append((area, await doctor.findings(area))) }
        let found = DoctorReport(findings: findings)
        switch output.format {
        case .json: try report.result(json: found.json)
        case .table:
            try report.result(
                found.text(
                    width: Terminal.width(.output), isColored: Terminal.usesColor(output.color, on: .output)))
        }
        try found.check(report)
    }

    private func checkSubjects(_ report: Report) throws {
        let known = BasaltCommand.verbs + Area.allCases.map(\.rawValue)
        guard let wrong = subjects.first(where: { !known.contains($0) }) else { return }
        throw report.failure(
            .unknownVerb, "there is no verb `\(printable(wrong))`",
            remedy: nearestName(to: wrong, among: known).map { "did you mean `\($0)`?" }
                ?? "`basalt --help` lists the verbs", ExitStatus.usage)
    }
}
