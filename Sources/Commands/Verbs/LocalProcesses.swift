import ArgumentParser
import Documents
import Fleet
import FleetLocal
import Glibc

/// `basalt local-switch`: the network of local machines, which basalt starts itself.
struct LocalSwitchVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local-switch", abstract: "Connect the machines of a private network.", shouldDisplay: false)

    @Argument(help: "The network's folder.")
    var folder: String

    func run() throws { try LocalSwitch(NetworkFolder(existing: folder)).run() }
}

/// `basalt local-metadata`: one connection of a local machine to what it takes for EC2's metadata service.
struct LocalMetadataVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local-metadata", abstract: "Serve a local machine's metadata on standard input and output.",
        shouldDisplay: false)

    @Argument(help: "The machine's folder.")
    var machine: String

    func run() throws { try MetadataService(machine: machine).serve(input: STDIN_FILENO, output: STDOUT_FILENO) }
}
