import Documents
import Subprocess
import SystemPackage

/// A program of the machine that does part of the work, and must not take longer than agreed.
struct Program {
    let path: String
    let deadline: Duration

    struct Outcome {
        /// What it returned; nil where a signal ended it.
        let status: Int32?
        /// The last lines of what it said, printable.
        let complaint: String
    }

    /// Runs the program to its end; nil where the deadline came first, and it was killed.
    /// - Parameter purpose: what it is needed for: "make the disk".
    func run(_ arguments: [String], for purpose: String) async throws(MachineError) -> Outcome? {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)), arguments: Arguments(arguments), environment: Self.environment,
                platformOptions: Self.options, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup(of: Lines?.self) { group in
                    group.addTask {
                        var lines = Lines()
                        for try await buffer in execution.standardOutput {
                            buffer.withUnsafeBytes { lines.add($0) }
                        }
                        return lines
                    }
                    group.addTask {
                        try await Task.sleep(for: deadline)
                        return nil
                    }
                    let first = try await group.next().flatMap(\.self)
                    if first == nil { try? execution.send(signal: .kill) }
                    group.cancelAll()
                    return first
                }
            }
            guard let lines = result.closureResult else { return nil }
            let status: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
            return Outcome(status: status, complaint: lines.last.joined(separator: "; "))
        } catch {
            throw Self.failure(path, purpose, error)
        }
    }

    /// Messages that are read must not be translated.
    static let environment = Environment.inherit.updating(["LC_ALL": "C"])

    /// What happens to a program when its task is cancelled.
    static var options: PlatformOptions {
        var options = PlatformOptions()
        options.teardownSequence = stop
        return options
    }

    /// QEMU ends by SIGTERM and leaves the terminal as it was; what does not is killed.
    static let stop = [TeardownStep.send(signal: .terminate, allowedDurationToNextStep: .seconds(5))]

    static func failure(_ path: String, _ purpose: String, _ error: any Error) -> MachineError {
        if Task.isCancelled || error is CancellationError {
            return MachineError(.interrupted, "interrupted while `\(path)` ran", remedy: "start again")
        }
        return MachineError(
            .toolFailed, "`\(path)` cannot be run to \(purpose): \(error)", remedy: "check that it works at all")
    }

    /// The last lines of an output.
    private struct Lines {
        private var text = ConsoleText()
        private(set) var last: [String] = []

        mutating func add(_ bytes: UnsafeRawBufferPointer) {
            last = Array((last + text.add(bytes)).suffix(6))
        }
    }
}
