import Glibc
import Synchronization

/// When and why a running machine is switched off from outside.
final class MachineWatch: Sendable {
    private struct State {
        var end: ContinuousClock.Instant?
        var cause: MachineOutcome.Ending?
        /// Whether it was this watch that ended the machine.
        var hasEnded = false
    }

    private let start: ContinuousClock.Instant
    private let report: String
    private let state: Mutex<State>

    /// - Parameter report: a file that must not become larger than a report may be.
    init(deadline: Duration?, report: String) {
        let start = ContinuousClock.now
        self.start = start
        self.report = report
        state = Mutex(State(end: deadline.map { start + $0 }, cause: deadline.map { .overdue($0) }))
    }

    /// Since the machine was switched on.
    var time: Duration { ContinuousClock.now - start }

    /// Whether the machine was switched off from outside.
    var hasEnded: Bool { state.withLock(\.hasEnded) }

    /// Why the machine was switched off; nil where it ended by itself. A failure counts even if the machine was faster.
    var ending: MachineOutcome.Ending? {
        state.withLock { state in
            switch state.cause {
            case .failed, .excessive: state.cause
            default: state.hasEnded ? state.cause : nil
            }
        }
    }

    static let reportExcess = MachineOutcome.Ending.excessive(
        "the report is longer than \(BootReport.byteLimit >> 20) MiB")

    /// Switches the machine off soon. The first cause counts.
    func end(_ cause: MachineOutcome.Ending, after delay: Duration = .zero) {
        let end = ContinuousClock.now + delay
        state.withLock { state in
            switch state.cause {
            case .failed, .excessive: break
            default:
                state.cause = cause
                state.end = min(end, state.end ?? end)
            }
        }
    }

    /// Returns when the machine has to be switched off. Both the time and the report are looked at a few times a second:
    /// neither the console's reader nor the file can wake this.
    func waitForEnd() async throws {
        while true {
            var status = stat()
            if stat(report, &status) == 0, status.st_size > BootReport.byteLimit { end(Self.reportExcess) }
            let isOver = state.withLock { state in
                guard let end = state.end, ContinuousClock.now >= end else { return false }
                state.hasEnded = true
                return true
            }
            if isOver { return }
            try await Task.sleep(for: .milliseconds(250))
        }
    }
}
