import Documents
import Fleet
import Glibc

/// The folder of what outlives verbs: journals, locks, simulated fleets.
struct FleetState: Sendable {
    let folder: String

    var journal: DirectoryStore { DirectoryStore(root: folder) }

    /// `BASALT_STATE`, else `basalt` in the user's state.
    ///
    /// Source: XDG Base Directory Specification, `XDG_STATE_HOME`.
    static func open(_ report: Report) throws -> FleetState {
        let path =
            Environment.value("BASALT_STATE") ?? Environment.value("XDG_STATE_HOME").map { $0 + "/basalt" }
            ?? Environment.value("HOME").map { $0 + "/.local/state/basalt" }
        guard let path else {
            throw report.failure(
                .wrongArgument, "there is no place for journals: HOME is not set",
                remedy: "name a folder with BASALT_STATE", ExitStatus.usage)
        }
        guard !path.hasPrefix("s3://") else {
            throw report.failure(
                .wrongArgument, "BASALT_STATE names `\(path)`, and this version keeps journals in folders only",
                remedy: "name a folder that everybody who replaces this fleet can write", ExitStatus.unavailable)
        }
        return FleetState(folder: path)
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
