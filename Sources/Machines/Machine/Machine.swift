import Documents
import Glibc
import Subprocess
import SystemPackage

/// A machine with one image as its disk. It can run several times, one after the other, and keeps its disks in between.
package struct Machine: Sendable {
    package let hypervisor: Hypervisor
    package let acceleration: Acceleration
    /// May be changed between two runs. A larger disk grows; other disks and variables stay as the guest left them.
    package var settings: MachineSettings
    let folder: MachineFolder

    /// Makes a machine for the time that `body` takes. Its temporary files are gone afterwards, whatever happened.
    /// - Throws: `temporaryFiles`, and what `body` throws.
    package static func with<Result: Sendable>(
        _ settings: MachineSettings, on hypervisor: Hypervisor, by acceleration: Acceleration,
        _ body: (inout Machine) async throws -> Result
    ) async throws -> Result {
        let folder = try MachineFolder()
        defer { folder.remove() }
        var machine = Machine(
            hypervisor: hypervisor, acceleration: acceleration, settings: settings, folder: folder)
        return try await body(&machine)
    }

    /// Switches the machine on and waits for its end. Cancelling the task ends it too, as `interrupted`.
    /// - Parameters:
    ///   - deadline: after it the machine is switched off; nil for none.
    ///   - onEvent: called for everything that the console says, in its order.
    /// - Throws: where the machine could not run at all; its own failures are in the outcome.
    package func run(
        deadline: Duration?, onEvent: @escaping @Sendable (MachineEvent) -> Void = { _ in }
    ) async throws(MachineError) -> MachineOutcome {
        try settings.validate()
        let files = try await folder.prepare(settings, hypervisor)
        let log: ConsoleLog? = if let path = settings.consoleLog { try ConsoleLog.open(path) } else { nil }
        let recorder = ConsoleRecorder(log: log, stopsAtFailure: settings.console == .listening, onEvent: onEvent)
        let watch = MachineWatch(deadline: deadline, report: files.report)
        let arguments = settings.arguments(hypervisor, acceleration, files)
        let status: TerminationStatus
        switch settings.console {
        case .listening, .file: status = try await start(arguments, .none, recorder, watch)
        case .attached:
            let terminal = TerminalState.current
            defer { terminal?.restore() }
            let keyboard = FileDescriptorInput.fileDescriptor(.standardInput, closeAfterSpawningProcess: false)
            status = try await start(arguments, keyboard, recorder, watch)
        }
        return try outcome(status, recorder, watch, files)
    }

    private func start(
        _ arguments: [String], _ input: some InputProtocol, _ recorder: ConsoleRecorder, _ watch: MachineWatch
    ) async throws(MachineError) -> TerminationStatus {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(hypervisor.program)), arguments: Arguments(arguments),
                environment: Program.environment, platformOptions: Program.options, input: input,
                output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        try await watch.waitForEnd()
                        await execution.teardown(using: Program.stop)
                    }
                    // After its end there are only QEMU's words about the signal.
                    for try await buffer in execution.standardOutput where !watch.hasEnded {
                        let failure = buffer.withUnsafeBytes { recorder.add(Array($0), at: watch.time) }
                        if let failure { watch.end(.failed(failure), after: Self.lastWords) }
                        if recorder.count > Self.consoleLimit {
                            watch.end(.excessive("the console wrote more than \(Self.consoleLimit >> 20) MiB"))
                        }
                    }
                    group.cancelAll()
                }
            }
            if Task.isCancelled { throw CancellationError() }
            return result.terminationStatus
        } catch {
            throw Program.failure(hypervisor.program, "run the machine", error)
        }
    }

    private func outcome(
        _ status: TerminationStatus, _ recorder: ConsoleRecorder, _ watch: MachineWatch, _ files: MachineFiles
    ) throws(MachineError) -> MachineOutcome {
        recorder.finish(at: watch.time)
        var ending = watch.ending
        var report: [UInt8] = []
        do throws(FileProblem) { report = try DiskFiles().read(files.report, limit: BootReport.byteLimit) } catch {
            guard error.kind == .tooLarge else {
                throw MachineError(
                    .temporaryFiles, "the report cannot be read: \(error.reason)", remedy: "run the machine again")
            }
            ending = ending ?? MachineWatch.reportExcess
        }
        if let path = settings.reportFile { try Self.keep(report, in: path) }
        if ending == nil {
            let complaint = recorder.lastLines.suffix(4).joined(separator: "; ")
            ending = status.isSuccess ? .poweredOff : .crashed(complaint.isEmpty ? "it said nothing" : complaint)
        }
        return MachineOutcome(
            ending: ending ?? .poweredOff, duration: watch.time, lastLines: recorder.lastLines, report: report)
    }

    private static func keep(_ report: [UInt8], in path: String) throws(MachineError) {
        guard let stream = fopen(path, "we") else { throw MachineFolder.failure(path) }
        let written = fwrite(report, 1, report.count, stream)
        guard fclose(stream) == 0, written == report.count else { throw MachineFolder.failure(path) }
    }

    /// After a failure: what follows it (a panic's call trace, the kernel's last lines) belongs to the log.
    private static let lastWords = Duration.seconds(3)
    private static let consoleLimit = 64 << 20
}
