import ArgumentParser
import Documents
import Values

/// The `basalt` command.
struct BasaltCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "basalt",
        abstract: "Container hosts for EC2: from a profile to a replaced fleet.",
        discussion: """
            A profile says what a host is. Basalt renders it to Ignition or cloud-config, builds images of it, publishes \
            them as AMIs, and replaces the hosts of a fleet by new ones.

            Exit codes: 0 done, 1 failed, 2 a difference, 3 paused, 4 blocked, 5 rolled back, 6 rollback incomplete, 7 \
            locked, 8 refused, 9 taken over, 64 wrong usage, 65 invalid input, 69 a needed tool or service is missing, \
            77 not permitted, 130 interrupted.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Profile", subcommands: [Init.self, Validate.self, Render.self]),
            CommandGroup(
                name: "Image",
                subcommands: [
                    Lock.self, Build.self, ImagesVerb.self, Verify.self, Boot.self, TestVerb.self, Sbom.self, Diff.self,
                    Pack.self, Ls.self, Cat.self, Extract.self,
                ]),
            CommandGroup(
                name: "Publication",
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
            CommandGroup(name: "Explanation", subcommands: [Why.self, Explain.self, Schema.self]),
        ])

    static let version = "0.1.0"
}

/// Runs the command line of this process and ends it with the verb's exit code.
public func runBasalt() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let first = arguments.first, let status = refuseUnknownVerb(first) { BasaltCommand.exit(withError: status) }
    await BasaltCommand.main(arguments)
}

/// - Returns: the exit code for a first argument that is neither an option nor a verb.
private func refuseUnknownVerb(_ argument: String) -> ExitCode? {
    let groups = BasaltCommand.configuration.groupedSubcommands
    let verbs = groups.flatMap(\.subcommands).map { $0._commandName } + ["help"]
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
