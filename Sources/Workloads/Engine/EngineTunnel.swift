import Fleet
import Glibc
import Subprocess
import SystemPackage

/// Brings the socket of an engine behind ssh to this computer, for as long as it is needed. Keys, agents and known hosts
/// are ssh's own; it never asks anything.
package enum EngineTunnel {
    /// Seconds until the connection must have come about.
    private static let patience = 30

    /// Runs `body` with the socket's path; nil for an engine that is reached without ssh.
    /// - Parameter program: `ssh` by its name, searched on PATH, or by its path.
    /// - Throws: `unavailable` with ssh's words, and what `body` throws.
    package static func with<Result>(
        _ address: EngineAddress, program: String = "ssh", _ body: (String?) async throws -> Result
    ) async throws -> Result {
        guard case .ssh(let user, let host, let port) = address else { return try await body(nil) }
        var template = Array("/tmp/basalt-engine-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw ServiceFailure(.unavailable, "no folder for the tunnel's socket: \(String(cString: strerror(errno)))")
        }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let socket = folder + "/engine"
        defer {
            unlink(socket)
            rmdir(folder)
        }
        var options = PlatformOptions()
        options.teardownSequence = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(5))]
        let executable: Executable = program.contains("/") ? .path(FilePath(program)) : .name(program)
        var result: Result?
        do {
            _ = try await Subprocess.run(
                executable, arguments: Arguments(arguments(user, host, port, socket)), platformOptions: options,
                input: .none, output: .discarded, error: .discarded
            ) { execution in
                guard await connects(to: socket) else {
                    throw ServiceFailure(
                        .unavailable, "ssh does not bring the engine of \(host) here: try `ssh \(host) docker info`")
                }
                result = try await body(socket)
                await execution.teardown(using: options.teardownSequence)
            }
        } catch let error as SubprocessError {
            throw ServiceFailure(.unavailable, "`\(program)` cannot be run: \(error)")
        }
        guard let result else { throw ServiceFailure(.unavailable, "the tunnel to \(host) ended too early") }
        return result
    }

    static func arguments(_ user: String?, _ host: String, _ port: Int?, _ socket: String) -> [String] {
        var arguments = [
            "-N", "-T", "-o", "BatchMode=yes", "-o", "ExitOnForwardFailure=yes", "-o", "ConnectTimeout=20",
        ]
        arguments += ["-o", "StreamLocalBindMask=0177", "-o", "ServerAliveInterval=15"]
        arguments += ["-L", "\(socket):/var/run/docker.sock"]
        if let port { arguments += ["-p", String(port)] }
        if let user { arguments += ["-l", user] }
        return arguments + ["--", host]
    }

    private static func connects(to socket: String) async -> Bool {
        for _ in 0..<(patience * 20) {
            if access(socket, F_OK) == 0 { return true }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { return false }
        }
        return false
    }
}
