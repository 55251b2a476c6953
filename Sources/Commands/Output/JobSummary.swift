import Documents
import Glibc
import Publishing

/// What became of an image in each region, as Markdown at the end of a file: the summary of a job in CI.
enum JobSummary {
    static func text(_ manifest: AMIManifest) -> String {
        let rows = manifest.regions.sorted { $0.key < $1.key }.map { region, state in
            "| \(region) | \(state.image ?? "") | \(state.snapshot ?? "") | \(state.state.rawValue) "
                + "| \(cell(state.reason ?? "")) |\n"
        }
        return """
            ### \(manifest.reference), \(manifest.architecture)

            | Region | Image | Snapshot | State | Reason |
            | --- | --- | --- | --- | --- |
            \(rows.joined())

            """
    }

    /// - Throws: an exit code; the problem has been shown.
    static func append(_ manifest: AMIManifest, to path: String, _ report: Report) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, report) }
        defer { close(descriptor) }
        var rest = Array(text(manifest).utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path, report) }
            rest = rest.dropFirst(count)
        }
    }

    /// What a service says may hold what Markdown takes for the end of a cell.
    private static func cell(_ text: String) -> String {
        printable(text).replacing("|", with: "\\|")
    }

    private static func failure(_ path: String, _ report: Report) -> any Error {
        report.failure(.cannotWrite, "cannot write `\(path)`: \(String(cString: strerror(errno)))", ExitStatus.failed)
    }
}
