import ArgumentParser

/// The `basalt` command.
struct BasaltCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "basalt",
        abstract: "Container hosts for EC2: from a profile to a replaced fleet.",
        discussion: """
            A profile says what a host is. Basalt renders it to Ignition or cloud-config; building images, publishing \
            AMIs and replacing fleets build on that.

            Exit codes: 0 done, 1 failed, 8 refused, 64 usage, 65 invalid input.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Profiles:", subcommands: [Init.self, Validate.self, Render.self]),
            CommandGroup(name: "Understanding profiles:", subcommands: [Why.self, Explain.self, Schema.self]),
        ])

    static let version = "0.1.0"
}

/// Runs the command line of this process and ends it with the verb's exit code.
public func runBasalt() async { await BasaltCommand.main() }
