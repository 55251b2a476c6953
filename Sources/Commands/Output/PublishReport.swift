import ArgumentParser
import AWS
import Documents
import Images
import Machines
import Publishing
import Values

/// What the verbs of publishing share.
enum PublishingSession {
    /// Runs `body` with a session of AWS; its errors are said by `report`. It is cancelled when the user asks to stop.
    static func with(
        _ report: Report, _ body: @escaping @Sendable (AWSSession) async throws -> Void
    ) async throws {
        do {
            try await Interruption.cancelling {
                let settings = try AWSSettings(.process)
                try await AWSSession.with(settings, agent: "basalt/\(BasaltCommand.version)") { session in
                    try await body(session)
                }
            }
        } catch let error as AWSError { throw report.failure(PublishError(error)) } catch let error as PublishError {
            throw report.failure(error)
        } catch is CancellationError {
            throw report.failure(.interrupted, "it was interrupted", ExitStatus.interrupted)
        }
    }
}

extension Report {
    func failure(_ error: PublishError) -> any Error {
        switch error.code {
        case .untested: failure(.untested, error.message, remedy: error.remedy, ExitStatus.refused)
        case .versionExists: failure(.versionExists, error.message, remedy: error.remedy, ExitStatus.refused)
        case .invalidRequest: failure(.wrongArgument, error.message, remedy: error.remedy, ExitStatus.usage)
        case .invalidImage, .diskChanged:
            failure(.damagedImage, error.message, remedy: error.remedy, ExitStatus.failed)
        case .locked: failure(.locked, error.message, remedy: error.remedy, ExitStatus.locked)
        case .record: failure(.cannotWrite, error.message, remedy: error.remedy, ExitStatus.failed)
        case .notPermitted: failure(.permissionDenied, error.message, remedy: error.remedy, ExitStatus.noPermission)
        case .difference: failure(.publishedDifference, error.message, remedy: error.remedy, ExitStatus.failed)
        case .interrupted: failure(.interrupted, error.message, remedy: error.remedy, ExitStatus.interrupted)
        case .service, .deadline: failure(.publishFailed, error.message, remedy: error.remedy, ExitStatus.failed)
        }
    }

    /// The published image's manifest.
    /// - Throws: where it was not published.
    func published(_ entry: ImageStore.Entry) throws -> AMIManifest {
        do throws(PublishError) {
            guard let manifest = try AMIManifest.read(entry.path) else {
                throw PublishError(
                    .invalidRequest, "\(entry.manifest.reference) was not published from this store",
                    remedy: "`basalt publish` publishes it, and finds what is there already")
            }
            return manifest
        } catch { throw failure(error) }
    }

    /// Refuses an image that did not pass its test, or was tested with another disk.
    func checkTested(_ entry: ImageStore.Entry) throws {
        let file = entry.file(ImageFiles.verdict)
        let remedy = "run `basalt test \(entry.manifest.reference)`, or publish with --allow-untested"
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(file, limit: 64 << 20) } catch {
            throw failure(
                PublishError(
                    .untested,
                    "\(entry.manifest.reference) was not tested"
                        + (error.kind == .missing ? "" : ": cannot read `\(file)`: \(error.reason)"), remedy: remedy))
        }
        let verdict: Verdict
        do throws(MachineError) { verdict = try Verdict.parse(bytes, named: file) } catch { throw failure(error) }
        guard verdict.disk == entry.manifest.diskDigest else {
            throw failure(
                PublishError(
                    .untested, "\(entry.manifest.reference): its verdict is about another disk (\(verdict.disk))",
                    remedy: remedy))
        }
        guard verdict.passed else {
            throw failure(PublishError(.untested, "\(entry.manifest.reference) failed its test", remedy: remedy))
        }
    }
}
