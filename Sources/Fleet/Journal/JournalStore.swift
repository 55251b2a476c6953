/// Where journals, plans, locks and requests are kept. Conformers: a local directory, S3, the simulator.
package protocol JournalStore {
    /// The plan of a run; nil where there is no such run.
    func plan(of run: String) async throws(StoreFailure) -> Plan?
    /// Keeps a new run's plan; `.conflict` where the run exists.
    func create(_ plan: Plan) async throws(StoreFailure)
    /// All events of a run in order; empty for a run that has none.
    func events(of run: String) async throws(StoreFailure) -> [Event]
    /// Writes events durably, all or none; `.conflict` unless the journal ends with `seq`.
    func append(_ events: [Event], to run: String, after seq: Int) async throws(StoreFailure)
    /// What people asked of a run, oldest first; the first is number 1.
    func requests(for run: String) async throws(StoreFailure) -> [RequestRecord]
    func add(_ request: RequestRecord, to run: String) async throws(StoreFailure)
    /// Who approved which plan, oldest first.
    func approvals(of run: String) async throws(StoreFailure) -> [ApprovalRecord]
    func add(_ approval: ApprovalRecord, to run: String) async throws(StoreFailure)
    /// The lock of a fleet; nil while nobody has it.
    func lock(of fleet: String) async throws(StoreFailure) -> LockRecord?
    /// Puts a lock in place of exactly `current`; `.conflict` when it is another one by now.
    func put(_ lock: LockRecord, of fleet: String, replacing current: LockRecord?) async throws(StoreFailure)
    /// Keeps the console output of a failed host.
    func keep(evidence: String, of instance: String, run: String) async throws(StoreFailure)
}

/// What people look up beside the journals: which runs there are, and what is kept with them.
package protocol RunArchive: JournalStore {
    /// The names of all runs, sorted.
    func runs() async throws(StoreFailure) -> [String]
    /// Keeps a text with a run, in place of an older one of that name.
    func keep(_ text: String, as name: String, with run: String) async throws(StoreFailure)
    /// nil where there is no such text.
    func text(_ name: String, of run: String) async throws(StoreFailure) -> String?
    /// The hosts of which a run has kept console output, sorted.
    func evidence(of run: String) async throws(StoreFailure) -> [String]
    /// Where a text that is kept with a run stands, for people.
    func place(of name: String, with run: String) -> String
}

/// Why the store did not do what was asked.
package struct StoreFailure: Error, Sendable, Hashable {
    package enum Code: String, Sendable {
        /// Somebody else wrote first.
        case conflict
        case unavailable, denied, full
        /// What is stored is not what was written.
        case damaged
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
