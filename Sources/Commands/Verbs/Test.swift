import ArgumentParser
import Documents
import Foundation
import Images
import Machines
import Values

/// `basalt test`.
struct TestVerb: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Boot an image in QEMU and let it prove what it claims.",
        usage: "basalt test <image> [--profile <file> --role <role>]\n    [--trace <file>] [<options>]",
        discussion: """
            The host checks itself: the verified root, no package manager, what Ignition made of the profile, the \
            engine, a container, the cluster's unit, and the profile's own tests. The verdict is kept beside the \
            image, bound to the disk's digest; the console's log with it. The image itself is never written. KVM is \
            used where it really works.

            Exit codes: 0 passed, 1 failed.
            """)

    @Argument(help: ArgumentHelp("NAME@VERSION.", valueName: "image"), completion: .images)
    var image: String

    @OptionGroup(title: "Machine")
    var guest: GuestOptions

    @Option(help: ArgumentHelp("Write the list of files that the boot read, in their order.", valueName: "file"))
    var trace: String?

    @Option(help: "Minutes after which the machine is switched off, and the test has failed.")
    var within = 15

    @OptionGroup(title: "Images")
    var store: StoreOptions

    @OptionGroup(title: "Output")
    var output: OutputOptions

    func validate() throws {
        if !(1...1440).contains(within) { throw ValidationError("--within takes 1 to 1440.") }
    }

    func run() async throws {
        let report = Report(options: output)
        let entry = try report.find(image, in: try store.open(report))
        var guest = try GuestSettings(entry, guest, output, report)
        guest.settings.firmwareFiles = [
            "opt/org.basalt/test": Array("poweroff".utf8), "opt/org.basalt/tests": guest.tests,
        ]
        if trace != nil { guest.settings.firmwareFiles["opt/org.basalt/trace"] = Array("1".utf8) }
        guest.settings.consoleLog = entry.file(ImageFiles.console)
        let (outcome, told) = try await outcome(guest.settings, entry, report)
        let verdict = Verdict(
            told, failure: outcome.failure, disk: entry.manifest.diskDigest,
            date: Timestamp(seconds: Int64(Date().timeIntervalSince1970)))
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(Array(verdict.text.utf8), to: entry.file(ImageFiles.verdict))
            if let trace { try AtomicFile.write(Array(told.trace.map { $0 + "\n" }.joined().utf8), to: trace) }
        } catch { throw report.failure(error) }
        try report.show(verdict, of: image, lastLines: outcome.lastLines, log: entry.file(ImageFiles.console))
    }

    private func outcome(
        _ settings: MachineSettings, _ entry: ImageStore.Entry, _ report: Report
    ) async throws -> (MachineOutcome, BootReport) {
        let within = within
        do {
            let hypervisor = try Hypervisor.find(entry.manifest.architecture == "aarch64" ? .aarch64 : .x86_64)
            let choice = try await Acceleration.probe(hypervisor)
            if let reason = choice.reason { report.note("emulating: \(reason)") }
            let outcome = try await Interruption.cancelling {
                try await Machine.with(settings, on: hypervisor, by: choice.acceleration) { machine in
                    try await machine.run(deadline: .seconds(within * 60)) { event in
                        guard case .line(let line, _) = event, line.hasPrefix("basalt: ") else { return }
                        report.note(line)
                    }
                }
            }
            // A machine that came to nothing tells nothing, and what its console said counts.
            if outcome.report.isEmpty, outcome.failure != nil {
                return (outcome, BootReport(image: entry.manifest.name, version: entry.manifest.version))
            }
            return (outcome, try BootReport.parse(outcome.report))
        } catch let error as MachineError { throw report.failure(error) }
    }
}
