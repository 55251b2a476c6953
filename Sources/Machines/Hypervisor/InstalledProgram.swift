import Glibc

/// A program of this machine, found as a shell finds it.
package struct InstalledProgram: Sendable, Equatable {
    package let path: String
    /// What it says of its version: `7.2.22`, `9.2p1`; nil where it says none.
    package let version: String?

    package init(path: String, version: String?) {
        (self.path, self.version) = (path, version)
    }

    /// - Parameters:
    ///   - name: a name, or a path.
    ///   - question: the option that makes it name its version; it gets five seconds to answer.
    /// - Returns: nil where it is not installed.
    package static func find(_ name: String, question: String = "--version") async -> InstalledProgram? {
        let folders = (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin").split(separator: ":")
        let paths = name.hasPrefix("/") ? [name] : folders.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
        guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { return nil }
        let program = Program(path: path, deadline: .seconds(5))
        let outcome = try? await program.run([question], for: "name its version") { version(in: $0) != nil }
        return InstalledProgram(path: path, version: (outcome?.lines.last).flatMap { Self.version(in: $0) })
    }

    /// The first number with a point in a line.
    static func version(in line: String) -> String? {
        line.firstMatch(of: /[0-9]+(?:\.[0-9]+[a-z0-9]*)+/).map { String($0.output) }
    }
}
