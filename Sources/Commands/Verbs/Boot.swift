import ArgumentParser
import Documents
import Glibc
import Images
import Machines
import Values

/// `basalt boot`.
struct Boot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run an image in QEMU, with its console on this terminal.",
        usage: "basalt boot <image> [--profile <file> --role <role>]\n    [--forward <port>:<port>] [<options>]",
        discussion: """
            What the machine changes is gone when it ends, or kept by --disk; the image itself is never written. Ctrl-A x ends the \
            machine, Ctrl-A h says what else the console can do.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @OptionGroup(title: "Machine")
    var guest: GuestOptions

    @Option(help: ArgumentHelp("A port of 127.0.0.1 that leads to one of the machine's.", valueName: "port:port"))
    var forward: [ForwardArgument] = []

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func run() async throws {
        let report = Report(options: output)
        let entry = try report.find(image, in: try store.open(report))
        var settings = try GuestSettings(entry, guest, output, report).settings
        settings.forwards = forward.map(\.forward)
        let isTerminal = isatty(STDIN_FILENO) == 1 && Terminal.isTerminal(.output)
        settings.console = isTerminal ? .attached : .listening
        let run = settings
        do {
            let hypervisor = try Hypervisor.find(entry.manifest.architecture == "aarch64" ? .aarch64 : .x86_64)
            let choice = try await Acceleration.probe(hypervisor)
            if let reason = choice.reason { report.note("emulating: \(reason)") }
            let outcome = try await Interruption.cancelling {
                try await Machine.with(run, on: hypervisor, by: choice.acceleration) { machine in
                    try await machine.run(deadline: nil) { event in
                        guard case .console(let bytes) = event else { return }
                        // Nobody may be left to read it.
                        try? bytes.withUnsafeBytes { try Terminal.write($0, to: .output) }
                    }
                }
            }
            if let failure = outcome.failure {
                throw report.failure(
                    .machineFailed, "\(image): \(failure)", remedy: "look at the last lines above", ExitStatus.failed)
            }
        } catch let error as MachineError { throw report.failure(error) }
    }
}

/// `8080:80`.
struct ForwardArgument: ExpressibleByArgument {
    let forward: MachineSettings.PortForward

    init?(argument: String) {
        let ports = argument.split(separator: ":", omittingEmptySubsequences: false).compactMap { UInt16($0) }
        guard ports.count == 2, ports.allSatisfy({ $0 > 0 }) else { return nil }
        forward = MachineSettings.PortForward(host: ports[0], guest: ports[1])
    }
}
