import Documents
import Machines

/// What `basalt test` and `boot` say.
extension Report {
    func show(_ verdict: Verdict, of image: String, lastLines: [String], log: String) throws {
        switch options.format {
        case .json: try result(verdict.text)
        case .table:
            let checks = verdict.checks.map { ($0.passed, $0.name) } + verdict.tests.map { ($0.passed, $0.name) }
            for (passed, name) in checks { try result("\(passed ? "passed" : "FAILED")  \(name)\n") }
            let times = verdict.milestones.map { "\($0.name) \($0.seconds) s" }
            if !times.isEmpty { note("from power-on: " + times.joined(separator: ", ")) }
        }
        guard !verdict.passed else {
            note("\(image) passed")
            return
        }
        let failed =
            verdict.checks.filter { !$0.passed }.map { "\($0.name): \($0.detail)" }
            + verdict.tests.filter { !$0.passed }.map { "\($0.name): \($0.detail)" }
        for line in lastLines.suffix(10) { note("console: \(line)") }
        throw failure(
            .testFailed, "\(image) failed its test: \((verdict.failures + failed).joined(separator: "; "))",
            remedy: "the console's log is in \(log)", ExitStatus.failed)
    }

    func failure(_ error: MachineError) -> any Error {
        switch error.code {
        case .missingTool, .missingFirmware:
            failure(.missingTool, error.message, remedy: error.remedy, ExitStatus.unavailable)
        case .interrupted: failure(.interrupted, error.message, remedy: error.remedy, ExitStatus.interrupted)
        case .invalidSetting: failure(.wrongArgument, error.message, remedy: error.remedy, ExitStatus.usage)
        default: failure(.machineFailed, error.message, remedy: error.remedy, ExitStatus.failed)
        }
    }
}
