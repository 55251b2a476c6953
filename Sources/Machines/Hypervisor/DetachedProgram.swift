import Glibc

/// A program in a session of its own, which goes on when this process ends.
package enum DetachedProgram {
    /// Starts a program and does not wait for it.
    /// - Parameters:
    ///   - command: the program's path and its arguments.
    ///   - log: a file that gets what it says.
    /// - Throws: `toolFailed`, `missingTool`.
    package static func start(_ command: [String], log: String) async throws(MachineError) {
        // setsid(1) of util-linux forks and returns at once; a process of several threads must not fork by itself.
        let places: [String] = ["/usr/bin/setsid", "/bin/setsid"]
        guard let setsid = places.first(where: { access($0, X_OK) == 0 }) else {
            throw MachineError(
                .missingTool, "`setsid` is needed to start processes that outlive this one, and is not installed",
                remedy: "install it: `util-linux`")
        }
        let script = #"umask 077; exec "$0" --fork "$@" >>"$BASALT_LOG" 2>&1 </dev/null"#
        let shell = Program(path: "/bin/sh", deadline: .seconds(20), variables: ["BASALT_LOG": log])
        let outcome = try await shell.run(["-c", script, setsid] + command, for: "start `\(command[0])`")
        guard let outcome, outcome.status == 0 else {
            throw MachineError(
                .toolFailed, "`\(command[0])` does not start: \(outcome?.complaint ?? "`setsid` does not end")",
                remedy: "check that it works at all")
        }
    }
}
