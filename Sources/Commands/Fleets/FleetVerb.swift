import ArgumentParser
import Documents
import Fleet
import Glibc

/// What every verb of fleets does around its work.
enum FleetVerb {
    /// Runs `body`; a first SIGINT or SIGTERM asks it to stop between two steps, a second one ends the process.
    /// - Parameter body: answers with the exit code.
    /// - Throws: the exit code, unless it is 0; what went wrong has been said.
    static func run(
        _ output: OutputOptions, _ body: @escaping @Sendable (Report, FleetState) async throws -> Int32
    ) async throws {
        let report = Report(options: output)
        // A reader of the progress may go; the fleet is not left half-way for that.
        signal(SIGPIPE, SIG_IGN)
        let status: Int32
        do {
            status = try await Interruption.cancelling(isLastAtSecond: true) {
                try await FleetState.with(report) { state in try await body(report, state) }
            }
        } catch { throw report.failure(any: error) }
        if status != 0 { throw ExitCode(status) }
    }
}
