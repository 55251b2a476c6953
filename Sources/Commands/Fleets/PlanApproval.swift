import Documents
import Fleet
import Glibc

/// Nothing is changed before somebody has said yes to exactly this plan.
struct PlanApproval {
    /// `--approve`.
    let digest: String?
    /// `--yes`.
    let isGiven: Bool

    /// Shows the plan where it is still to be read, and asks on a terminal.
    /// - Throws: exit code 8 when the plan is another one, or nobody approves it.
    func ask(
        _ plan: Plan, _ report: Report, _ question: String, differences: [String] = []
    ) async throws {
        if let digest {
            guard plan.digest.hasPrefix(digest.lowercased()) else {
                throw report.failure(
                    .planChanged, "the plan is another one by now: its digest is \(plan.digest)",
                    remedy: "read it with --dry-run, and approve what you have read", ExitStatus.refused)
            }
            return
        }
        guard !isGiven else { return }
        guard report.options.format == .table, isatty(STDIN_FILENO) == 1 else {
            throw report.failure(
                .notApproved, "nobody approved this plan, and there is no terminal to ask on",
                remedy: "read it with --dry-run; then --approve \(plan.digest.prefix(12)), or --yes for any plan",
                ExitStatus.refused)
        }
        try? Terminal.print(PlanReport(plan, differences: differences).text, to: .error)
        guard try await Prompt.isConfirmed(question) else {
            throw report.failure(.notApproved, "not approved; nothing was changed", ExitStatus.refused)
        }
    }
}

/// A question on the terminal.
enum Prompt {
    /// Whether the answer is `yes`.
    /// - Throws: `CancellationError` when the user asks to stop instead.
    static func isConfirmed(_ question: String) async throws -> Bool {
        try? Terminal.print("\(question) Type yes: ", to: .error)
        var line: [UInt8] = []
        while true {
            try Task.checkCancellation()
            var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard poll(&input, 1, 200) > 0 else { continue }
            var byte: UInt8 = 0
            guard read(STDIN_FILENO, &byte, 1) == 1, byte != 0x0A else {
                return String(decoding: line, as: UTF8.self) == "yes"
            }
            line.append(byte)
        }
    }
}
