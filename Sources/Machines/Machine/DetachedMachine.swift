import Glibc

/// A machine that outlives the process that starts it. Its files are in a folder that its owner made and removes.
package struct DetachedMachine: Sendable {
    private let folder: MachineFolder

    /// - Parameter folder: an absolute path; the folder exists, and nobody else can enter it.
    package init(folder: String) { self.folder = MachineFolder(path: folder) }

    /// Whether it runs.
    package var isRunning: Bool { process.isRunning }

    private var process: ProcessFile { ProcessFile(path: folder.file("process")) }

    /// Switches the machine on and returns when it runs; nothing happens to one that runs already. What an earlier start
    /// left half done is made good.
    /// - Throws: `toolFailed` with QEMU's words, `temporaryFiles`, `invalidSetting`, `missingImage`.
    package func start(
        _ settings: MachineSettings, on hypervisor: Hypervisor, by acceleration: Acceleration
    ) async throws(MachineError) {
        guard !isRunning else { return }
        try settings.validate()
        let files = try await folder.prepare(settings, hypervisor)
        var arguments = settings.arguments(hypervisor, acceleration, files)
        arguments += ["-daemonize", "-pidfile", process.path]
        let outcome = try await Program(path: hypervisor.program, deadline: .seconds(60)).run(
            arguments, for: "start the machine")
        guard let outcome, outcome.status == 0 else {
            throw MachineError(
                .toolFailed,
                "the machine does not start: \(outcome?.complaint ?? "`\(hypervisor.program)` took more than a minute")",
                remedy: "free memory or ports as QEMU says, and start again")
        }
    }

    /// Switches the machine off. Its disk is whole afterwards.
    /// - Throws: `toolFailed` where it does not end.
    package func stop() async throws(MachineError) {
        guard await process.end() else {
            throw MachineError(
                .toolFailed, "the machine in `\(folder.path)` does not end", remedy: "look at its QEMU process")
        }
    }

    /// Removes the folder with all that is in it.
    package func remove() { folder.remove() }
}
