import AWS
import Documents
import Fleet
import FleetEC2
import Glibc

/// What outlives verbs: journals and locks, in a folder or in S3; and the folder of what providers keep on this computer.
struct FleetState: Sendable {
    /// What can be kept with runs, for everybody who replaces their fleets.
    typealias Journal = RunArchive & Sendable

    let folder: String
    let journal: any Journal
    /// What EC2 hosts are launched with.
    let documents: any LaunchDocuments

    /// Runs `body` with the state: `BASALT_STATE`, a folder or `s3://BUCKET/PREFIX`; else `basalt` in the user's state.
    static func with<Result>(_ report: Report, _ body: (FleetState) async throws -> Result) async throws -> Result {
        guard let text = Environment.value("BASALT_STATE"), text.hasPrefix("s3://") else {
            let folder = try folder(report)
            return try await body(
                FleetState(
                    folder: folder, journal: DirectoryStore(root: folder), documents: FolderDocuments(state: folder)))
        }
        guard let place = StatePlace(text) else {
            throw report.failure(
                .wrongArgument, "BASALT_STATE names `\(printable(text))`, which is no place in S3",
                remedy: "write it as s3://BUCKET/PREFIX", ExitStatus.usage)
        }
        let folder = try folder(report)
        return try await FleetSession.with { session in
            let store = S3Store(session.client(try await session.region()), place)
            return try await body(FleetState(folder: folder, journal: store, documents: store))
        }
    }

    /// The folder of this computer: `BASALT_STATE` where it is one, else `basalt` in the user's state.
    ///
    /// Source: XDG Base Directory Specification, `XDG_STATE_HOME`.
    static func folder(_ report: Report) throws -> String {
        let named = Environment.value("BASALT_STATE").flatMap { $0.hasPrefix("s3://") ? nil : $0 }
        let path =
            named ?? Environment.value("XDG_STATE_HOME").map { $0 + "/basalt" }
            ?? Environment.value("HOME").map { $0 + "/.local/state/basalt" }
        guard let path else {
            throw report.failure(
                .wrongArgument, "there is no place for journals: HOME is not set",
                remedy: "name a folder with BASALT_STATE", ExitStatus.usage)
        }
        return path
    }
}

/// Sessions of AWS for fleets: errors become those of a service.
enum FleetSession {
    /// - Parameter role: the ARN of a role to assume.
    static func with<Result>(
        role: String? = nil, _ body: (AWSSession) async throws -> Result
    ) async throws -> Result {
        do {
            let settings = try AWSSettings(.process)
            return try await AWSSession.with(settings, agent: "basalt/\(BasaltCommand.version)", role: role, body)
        } catch let error as AWSError { throw ServiceFailure(error) }
    }
}

extension Report {
    /// Says what is wrong with the journal's place.
    func failure(_ failure: StoreFailure) -> any Error {
        switch failure.code {
        case .denied: self.failure(.permissionDenied, failure.message, ExitStatus.noPermission)
        case .conflict: self.failure(.alreadyThere, failure.message, ExitStatus.refused)
        case .damaged:
            self.failure(
                .journalFailed, failure.message,
                remedy:
                    "do not repair it by hand: move the run's folder away, and let `basalt replace` rebuild from tags",
                ExitStatus.failed)
        case .unavailable, .full:
            self.failure(.journalFailed, failure.message, remedy: "make the place writable again", ExitStatus.blocked)
        }
    }

    /// Says why a service did not do what was asked.
    func failure(_ failure: ServiceFailure) -> any Error {
        switch failure.code {
        case .denied, .credentials:
            self.failure(
                .permissionDenied, failure.words, remedy: "renew or extend the credentials", ExitStatus.noPermission)
        case .image:
            self.failure(
                .serviceFailed, failure.words, remedy: "publish or share the image, or name another one with --image",
                ExitStatus.failed)
        case .refused: self.failure(.serviceFailed, failure.words, ExitStatus.failed)
        default: self.failure(.serviceFailed, failure.words, remedy: "run it again later", ExitStatus.unavailable)
        }
    }

    /// A failure of a fleet's verb in the words of its cause; what has been said already is passed on.
    func failure(any error: any Error) -> any Error {
        switch error {
        case let error as StoreFailure: failure(error)
        case let error as ServiceFailure: failure(error)
        case is CancellationError: ExitStatus.interrupted
        default: error
        }
    }
}
