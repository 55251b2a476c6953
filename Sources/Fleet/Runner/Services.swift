/// Everything that a runner reaches the world through.
package struct Services {
    package let cloud: any Cloud
    package let workload: any Workload
    package let clock: any Clock
    package let store: any JournalStore

    package init(cloud: any Cloud, workload: any Workload, clock: any Clock, store: any JournalStore) {
        self.cloud = cloud
        self.workload = workload
        self.clock = clock
        self.store = store
    }
}

/// Why a runner stopped.
package enum Ending: Error, Sendable, Hashable {
    case finished(Outcome)
    case paused(Blocker)
    /// Another process runs this fleet.
    case locked(owner: String)
    /// Another process took over.
    case fenced
    /// The journal cannot be written: nothing is done that is not written first.
    case journal(StoreFailure)
    case interrupted

    /// The exit code of the verb.
    package var exitCode: Int32 {
        switch self {
        case .finished(let outcome): outcome.exitCode
        case .paused(let blocker): blocker.kind == .permission || blocker.kind == .credentials ? 77 : 3
        case .locked: 7
        case .fenced: 9
        case .journal(let failure): failure.code == .denied ? 77 : 4
        case .interrupted: 130
        }
    }

    /// What the run waits for; nil when it is over.
    package var blocker: Blocker? {
        switch self {
        case .paused(let blocker): blocker
        case .journal(let failure): Blocker(.journal, failure.message)
        case .finished, .locked, .fenced, .interrupted: nil
        }
    }
}
