package import Documents
import Glibc
package import Values

/// What the client takes from outside: the clock, chance, the environment, files. Tests give their own.
package struct AWSSurroundings: Sendable {
    package var variable: @Sendable (String) -> String?
    package var files: any FileAccess
    package var now: @Sendable () -> Timestamp
    /// Waits for some seconds.
    package var sleep: @Sendable (Double) async throws -> Void
    /// From 0 to 1.
    package var random: @Sendable () -> Double

    package init(
        variable: @escaping @Sendable (String) -> String?, files: any FileAccess,
        now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Double) async throws -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.variable = variable
        self.files = files
        self.now = now
        self.sleep = sleep
        self.random = random
    }

    /// Those of this process.
    package static var process: AWSSurroundings {
        AWSSurroundings(
            variable: { getenv($0).map { String(cString: $0) } }, files: DiskFiles(),
            now: { Timestamp(seconds: Int64(time(nil))) },
            sleep: { try await Task.sleep(for: .seconds($0)) }, random: { Double.random(in: 0...1) })
    }

    /// A variable that holds something; blanks are nothing.
    package func value(_ name: String) -> String? {
        variable(name).flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}
