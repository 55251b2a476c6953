package import AWS
import Documents
package import Fleet

/// Journals and locks in S3, for everybody who may read and write the bucket:
///
///     plans/RUN.json                     written once
///     runs/RUN/events/0000000001.jsonl   lines from this number on; written once, before the change that they announce
///     runs/RUN/requests/00001            one word, and who asked
///     runs/RUN/approvals/00001           one approval
///     runs/RUN/NAME                      what else is kept with it: the fleet file, the report
///     runs/RUN/evidence/ID.txt
///     locks/FLEET.json                   replaced where it is still what was read
///     ec2/DIGEST.json                    what hosts are launched with
///
/// Nothing is ever appended to: of two processes that write the same lines of a journal, S3 lets one be first.
package struct S3Store: JournalStore, Sendable {
    let objects: S3Objects
    package let place: StatePlace

    package init(_ client: AWSClient, _ place: StatePlace) {
        objects = S3Objects(client: client, place: place)
        self.place = place
    }

    package func plan(of run: String) async throws(StoreFailure) -> Plan? {
        guard let bytes = try await objects.read("plans/\(try name(run)).json")?.bytes else { return nil }
        guard let plan = Record.read(bytes, name: "plan.json").flatMap(Plan.init(json:)) else {
            throw StoreFailure(.damaged, "the plan of run \(run) is damaged")
        }
        return plan
    }

    package func create(_ plan: Plan) async throws(StoreFailure) {
        let bytes = Array(JSONWriter.text(plan.json, .compact).utf8)
        guard try await objects.write(bytes, to: "plans/\(try name(plan.run)).json", if: .isNew) else {
            throw StoreFailure(.conflict, "run \(plan.run) is there already")
        }
    }

    package func events(of run: String) async throws(StoreFailure) -> [Event] {
        try DirectoryStore.events(in: Array(try await objects.all("\(try folder(run))/events/").joined()))
    }

    package func append(_ events: [Event], to run: String, after seq: Int) async throws(StoreFailure) {
        let bytes = Array(events.map { $0.line + "\n" }.joined().utf8)
        let name = "\(try folder(run))/events/\(Self.padded(seq + 1, 10)).jsonl"
        guard try await objects.write(bytes, to: name, if: .isNew) else {
            throw StoreFailure(.conflict, "the journal of run \(run) goes on with another process")
        }
    }

    package func requests(for run: String) async throws(StoreFailure) -> [RequestRecord] {
        try await objects.all("\(try folder(run))/requests/").compactMap {
            RequestRecord(line: String(decoding: $0, as: UTF8.self))
        }
    }

    package func add(_ request: RequestRecord, to run: String) async throws(StoreFailure) {
        try await add(Array(request.line.utf8), to: "\(try folder(run))/requests/")
    }

    package func approvals(of run: String) async throws(StoreFailure) -> [ApprovalRecord] {
        // What is no approval approves nothing.
        try await objects.all("\(try folder(run))/approvals/").compactMap {
            Record.read($0, name: "approval").flatMap(ApprovalRecord.init(json:))
        }
    }

    package func add(_ approval: ApprovalRecord, to run: String) async throws(StoreFailure) {
        try await add(Array(JSONWriter.text(approval.json, .compact).utf8), to: "\(try folder(run))/approvals/")
    }

    /// Under the next number that is free.
    private func add(_ bytes: [UInt8], to folder: String) async throws(StoreFailure) {
        var number = try await objects.names(folder).count + 1
        while try await !objects.write(bytes, to: folder + Self.padded(number, 5), if: .isNew) { number += 1 }
    }

    package func lock(of fleet: String) async throws(StoreFailure) -> LockRecord? { try await tagged(fleet)?.lock }

    private func tagged(_ fleet: String) async throws(StoreFailure) -> (lock: LockRecord, tag: String)? {
        guard let object = try await objects.read(try lockName(fleet)) else { return nil }
        guard let lock = Record.read(object.bytes, name: "lock").flatMap(LockRecord.init(json:)) else {
            throw StoreFailure(.damaged, "the lock of fleet \(fleet) is damaged")
        }
        return (lock, object.tag)
    }

    package func put(
        _ lock: LockRecord, of fleet: String, replacing current: LockRecord?
    ) async throws(StoreFailure) {
        let found = try await tagged(fleet)
        let bytes = Array(JSONWriter.text(lock.json, .compact).utf8)
        let isPut: Bool
        if found?.lock == current {
            let condition = found.map { S3Objects.Condition.matches($0.tag) } ?? .isNew
            isPut = try await objects.write(bytes, to: try lockName(fleet), if: condition)
        } else {
            isPut = false
        }
        guard isPut else { throw StoreFailure(.conflict, "the lock of fleet \(fleet) was taken meanwhile") }
    }

    package func keep(evidence: String, of instance: String, run: String) async throws(StoreFailure) {
        try await keep(Array(evidence.utf8), "\(try folder(run))/evidence/\(try name(instance)).txt")
    }

    func keep(_ bytes: [UInt8], _ name: String) async throws(StoreFailure) {
        _ = try await objects.write(bytes, to: name, if: .none)
    }

    func folder(_ run: String) throws(StoreFailure) -> String { "runs/\(try name(run))" }

    func name(_ text: String) throws(StoreFailure) -> String { try DirectoryStore.name(text) }

    private func lockName(_ fleet: String) throws(StoreFailure) -> String { "locks/\(try name(fleet)).json" }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
