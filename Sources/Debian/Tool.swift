import Layers
import Subprocess
import SystemPackage
import Values

/// A program of the machine that does part of the work.
struct Tool {
    let name: String
    /// The Debian package that has it.
    let package: String

    static let gpgv = Tool(name: "gpgv", package: "gpgv")
    static let aptGet = Tool(name: "apt-get", package: "apt")
    static let mmdebstrap = Tool(name: "mmdebstrap", package: "mmdebstrap")
    static let unshare = Tool(name: "unshare", package: "util-linux")

    struct Outcome {
        let status: TerminationStatus
        let output: String
        let errors: String

        var hasSucceeded: Bool { status == .exited(0) }

        /// The last lines of what it said, for a message.
        var complaint: String {
            let lines = errors.split(separator: "\n").filter { !$0.hasPrefix("I: ") && !$0.hasPrefix("W: ") }
            let last = lines.suffix(6).map { printable(Array($0.utf8.prefix(200))) }.joined(separator: "; ")
            return last.isEmpty ? "it ended with \(status) and said nothing" : last
        }
    }

    /// Runs the program to its end.
    /// - Parameters:
    ///   - purpose: what it is needed for: "check the archive's signature".
    ///   - variables: added to the environment; nil removes one.
    ///   - descriptor: where its output goes; nil to collect it.
    func run(
        _ arguments: [String], for purpose: String, variables: [String: String?] = [:],
        output descriptor: Int32? = nil
    ) async throws(LayerError) -> Outcome {
        // Messages that are read must not be translated.
        var changes: [Environment.Key: String?] = ["LC_ALL": "C"]
        for (name, value) in variables { changes[Environment.Key(rawValue: name) ?? "LC_ALL"] = .some(value) }
        let environment = Environment.inherit.updating(changes)
        do {
            if let descriptor {
                let result = try await Subprocess.run(
                    .name(name), arguments: Arguments(arguments), environment: environment, input: .none,
                    output: .fileDescriptor(
                        FileDescriptor(rawValue: descriptor), closeAfterSpawningProcess: false),
                    error: .string(limit: Self.limit))
                return Outcome(status: result.terminationStatus, output: "", errors: result.standardError)
            }
            let result = try await Subprocess.run(
                .name(name), arguments: Arguments(arguments), environment: environment, input: .none,
                output: .string(limit: Self.limit), error: .string(limit: Self.limit))
            return Outcome(
                status: result.terminationStatus, output: result.standardOutput,
                errors: result.standardError)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw LayerError(
                .missingTool, name, "it is needed to \(purpose), and is not installed",
                remedy: "install it: `apt-get install \(package)`")
        } catch {
            throw LayerError(
                .toolFailed, name, "it cannot be run to \(purpose): \(error)", remedy: "check that it works at all")
        }
    }

    /// Bytes of what a program may say.
    private static let limit = 32 << 20
}
