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

/// `basalt local-stop`: ends a rehearsal. Fleets themselves are only ever replaced.
struct LocalStopVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "local-stop", abstract: "End all machines of a private network, and remove their disks.",
        shouldDisplay: false)

    @Argument(help: "The network, as fleet files name it.")
    var network: String

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        let isName = network.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
        if network.isEmpty || !isName {
            throw ValidationError("A network's name has lower-case letters, digits and -.")
        }
    }

    func run() async throws {
        let report = Report(options: output)
        do {
            let folder = try FleetState.folder(report)
            let count = try await LocalProvider.network(network, state: folder).terminateAll()
            report.note("\(count) machines of \(network) ended")
        } catch let failure as ServiceFailure { throw report.failure(failure) }
    }
}
