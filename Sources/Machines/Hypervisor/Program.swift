import Documents
import Subprocess
import SystemPackage

/// A program of the machine that does part of the work, and must not take longer than agreed.
struct Program {
    let path: String
    let deadline: Duration
    /// Of its environment, beside those of this process.
    var variables: [String: String] = [:]

    struct Outcome {
        /// What it returned; nil where a signal ended it.
        let status: Int32?
        /// The last of what it said, without escape sequences.
        let lines: [String]

        var complaint: String { lines.joined(separator: "; ") }
    }

    /// Runs the program to its end; nil where the deadline came first, and it was killed.
    /// - Parameters:
    ///   - purpose: what it is needed for: "make the disk".
    ///   - isEnough: whether a line makes the rest needless; the program is ended then.
    func run(
        _ arguments: [String], for purpose: String,
        until isEnough: @escaping @Sendable (String) -> Bool = { _ in false }
    ) async throws(MachineError) -> Outcome? {
        do {
            let result = try await Subprocess.run(
                .path(FilePath(path)), arguments: Arguments(arguments), environment: environment,
                platformOptions: Self.options, input: .none, output: .sequence, error: .combinedWithOutput
            ) { execution in
                try await withThrowingTaskGroup(of: [String]?.self) { group in
                    group.addTask {
                        var text = ConsoleText()
                        var last: [String] = []
                        for try await buffer in execution.standardOutput {
                            for line in buffer.withUnsafeBytes({ text.add($0) }) {
                                last = last.suffix(5) + [line]
                                if isEnough(line) { return last }
                            }
                        }
                        return last + [text.finish()].filter { !$0.isEmpty }
                    }
                    group.addTask {
                        try await Task.sleep(for: deadline)
                        return nil
                    }
                    let first = try await group.next().flatMap(\.self)
                    group.cancelAll()
                    // One that closed its output ends by itself, and its status counts.
                    if first.map({ $0.last.map(isEnough) ?? false }) ?? true { try? execution.send(signal: .kill) }
                    return first
                }
            }
            guard let lines = result.closureResult else { return nil }
            let status: Int32? = if case .exited(let code) = result.terminationStatus { code } else { nil }
            return Outcome(status: status, lines: lines)
        } catch {
            throw Self.failure(path, purpose, error)
        }
    }

    private var environment: Environment {
        var values: [Environment.Key: String?] = [:]
        for (name, value) in variables { values[Environment.Key(stringLiteral: name)] = value }
        return Self.environment.updating(values)
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
}
