import ArgumentParser
import Documents
import Values

/// The `basalt` command.
struct BasaltCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "basalt",
        abstract: "Container hosts for EC2: from a profile to a replaced fleet.",
        discussion: """
            A profile says what a host is. Basalt renders it to Ignition or cloud-config, builds images of it, tests them by \
            booting them, publishes them as AMIs, and replaces the hosts of a fleet: new ones in, old ones drained and \
            ended, never repaired in place.

            A platform team says what hosts are, and makes images of them:
              basalt init . && basalt validate profiles/*.yaml
              basalt build profiles/web.yaml --version 1.0.0 && basalt test web@1.0.0

            A pipeline publishes what has passed; nothing asks questions:
              basalt publish web@1.0.0 --regions eu-west-1,us-east-1 --format json
              basalt promote web@1.0.0 --channel stable

            Who runs fleets reads a plan, replaces, and steers:
              basalt replace fleets/web.yaml --dry-run
              basalt replace fleets/web.yaml
              basalt runs && basalt resume RUN

            `basalt doctor` says what this machine lacks, `basalt help VERB` and `man basalt-VERB` explain a verb, \
            `basalt explain FIELD` a field of a file. Guides: docs/platform-team.md, docs/ci.md, docs/operations.md, \
            and docs/at-3-am.md for when a rotation stands still.

            Exit codes: 0 done, 1 failed, 2 a difference, 3 paused, 4 blocked, 5 rolled back, 6 rollback incomplete, 7 \
            locked, 8 refused, 9 taken over, 64 wrong usage, 65 invalid input, 69 a needed tool or service is missing, \
            77 not permitted, 130 interrupted.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Profile",
                subcommands: [Init.self, Validate.self, Render.self, Why.self, Explain.self, Schema.self]),
            CommandGroup(
                name: "Image",
                subcommands: [
                    Lock.self, Build.self, TestVerb.self, Boot.self, ImagesVerb.self, Verify.self, Diff.self, Sbom.self,
                    Pack.self, Ls.self, Cat.self, Extract.self,
                ]),
            CommandGroup(
                name: "Publish",
                subcommands: [
                    Publish.self, Promote.self, Channels.self, Export.self, Push.self, Pull.self, GarbageVerb.self,
                    IAMVerb.self,
                ]),
            CommandGroup(
                name: "Fleet",
                subcommands: [
                    Replace.self, Status.self, Runs.self, Pause.self, Resume.self, Rollback.self, Abort.self,
                    Approve.self, History.self, Unlock.self, LocalStopVerb.self, LocalSwitchVerb.self,
                    LocalMetadataVerb.self,
                ]),
            CommandGroup(name: "Machine", subcommands: [DoctorVerb.self, CompletionsVerb.self, ManualVerb.self]),
        ])

    static let version = "0.1.0"

    /// The names of all verbs, hidden ones included.
    static var verbs: [String] { configuration.groupedSubcommands.flatMap(\.subcommands).map { $0._commandName } }
}

/// Runs the command line of this process and ends it with the verb's exit code.
public func runBasalt() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let first = arguments.first, let status = refuseUnknownVerb(first) { BasaltCommand.exit(withError: status) }
    await BasaltCommand.main(arguments)
}

/// - Returns: the exit code for a first argument that is neither an option nor a verb.
private func refuseUnknownVerb(_ argument: String) -> ExitCode? {
    let verbs = BasaltCommand.verbs + ["help"]
    let hidden = BasaltCommand.configuration.ungroupedSubcommands.map { $0._commandName }
    guard !hidden.contains(argument), !argument.hasPrefix("-"), !verbs.contains(argument),
        let options = try? OutputOptions.parse([])
    else {
        return nil
    }
    let near = nearestName(to: argument, among: verbs)
    return Report(options: options).failure(
        .unknownVerb, "there is no verb `\(printable(argument))`",
        remedy: near.map { "did you mean `\($0)`?" } ?? "`basalt --help` lists the verbs", ExitStatus.usage)
}
