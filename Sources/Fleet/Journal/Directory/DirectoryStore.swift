import Documents
import Glibc

/// Journals and locks in a local directory, readable by their owner alone:
///
///     runs/RUN/plan.json        written once
///     runs/RUN/events.jsonl     appended, synced before the change that a line announces
///     runs/RUN/requests         one word a line, and who asked
///     runs/RUN/fleet.json       what else is kept with it: the fleet file, the report
///     runs/RUN/approvals.jsonl  one approval a line
///     runs/RUN/evidence/ID.txt
///     locks/FLEET.json          replaced by rename
///
/// Appends, requests and locks are made under `flock` on a file beside them, so that of two processes one is first.
package struct DirectoryStore: JournalStore, Sendable {
    let root: String

    /// - Parameter root: made with the first write.
    package init(root: String) { self.root = root }

    package func plan(of run: String) throws(StoreFailure) -> Plan? {
        guard let bytes = try StoreFile.read(try path(run, "plan.json")) else { return nil }
        guard let plan = Record.read(bytes, name: "plan.json").flatMap(Plan.init(json:)) else {
            throw StoreFailure(.damaged, "the plan of run \(run) is damaged")
        }
        return plan
    }

    package func create(_ plan: Plan) throws(StoreFailure) {
        let path = try path(plan.run, "plan.json")
        try StoreFile.makeFolder(folder(of: path))
        try StoreFile.replace(path, with: Array(JSONWriter.text(plan.json, .compact).utf8), isNew: true)
    }

    package func events(of run: String) throws(StoreFailure) -> [Event] {
        guard let bytes = try StoreFile.read(try path(run, "events.jsonl")) else { return [] }
        return try Self.events(in: bytes)
    }

    package func append(_ events: [Event], to run: String, after seq: Int) throws(StoreFailure) {
        let path = try path(run, "events.jsonl")
        let text = events.map { $0.line + "\n" }.joined()
        try StoreFile.locked(folder(of: path) + "/lock") { () throws(StoreFailure) in
            let last = try StoreFile.lastLine(path).flatMap { Event(line: $0) }
            guard (last?.seq ?? 0) == seq else {
                throw StoreFailure(.conflict, "the journal of run \(run) goes on with another process")
            }
            try StoreFile.append(Array(text.utf8), to: path)
        }
    }

    package func requests(for run: String) throws(StoreFailure) -> [RequestRecord] {
        guard let bytes = try StoreFile.read(try path(run, "requests")) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { RequestRecord(line: $0) }
    }

    package func add(_ request: RequestRecord, to run: String) throws(StoreFailure) {
        let path = try path(run, "requests")
        try StoreFile.locked(folder(of: path) + "/lock") { () throws(StoreFailure) in
            try StoreFile.append(Array((request.line + "\n").utf8), to: path)
        }
    }

    package func approvals(of run: String) throws(StoreFailure) -> [ApprovalRecord] {
        guard let bytes = try StoreFile.read(try path(run, "approvals.jsonl")) else { return [] }
        // What is no approval approves nothing.
        return bytes.split(separator: 0x0A).compactMap { line in
            Record.read(Array(line), name: "approval").flatMap(ApprovalRecord.init(json:))
        }
    }

    package func add(_ approval: ApprovalRecord, to run: String) throws(StoreFailure) {
        let path = try path(run, "approvals.jsonl")
        try StoreFile.locked(folder(of: path) + "/lock") { () throws(StoreFailure) in
            try StoreFile.append(Array((JSONWriter.text(approval.json, .compact) + "\n").utf8), to: path)
        }
    }

    package func lock(of fleet: String) throws(StoreFailure) -> LockRecord? {
        guard let bytes = try StoreFile.read(try lockPath(fleet)) else { return nil }
        guard let lock = Record.read(bytes, name: "lock").flatMap(LockRecord.init(json:)) else {
            throw StoreFailure(.damaged, "the lock of fleet \(fleet) is damaged")
        }
        return lock
    }

    package func put(_ lock: LockRecord, of fleet: String, replacing current: LockRecord?) throws(StoreFailure) {
        let path = try lockPath(fleet)
        try StoreFile.makeFolder(folder(of: path))
        try StoreFile.locked(path + ".guard") { () throws(StoreFailure) in
            guard try self.lock(of: fleet) == current else {
                throw StoreFailure(.conflict, "the lock of fleet \(fleet) was taken meanwhile")
            }
            try StoreFile.replace(path, with: Array(JSONWriter.text(lock.json, .compact).utf8), isNew: false)
        }
    }

    package func keep(evidence: String, of instance: String, run: String) throws(StoreFailure) {
        let path = try path(run, "evidence/\(try Self.name(instance)).txt")
        try StoreFile.makeFolder(folder(of: path))
        try StoreFile.replace(path, with: Array(evidence.utf8), isNew: false)
    }

    /// Events of a journal's text. A last line without its end was not written in full: what it announces never began.
    package static func events(in bytes: [UInt8]) throws(StoreFailure) -> [Event] {
        let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        var events: [Event] = []
        for line in String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n") {
            guard let event = Event(line: String(line)), event.seq == events.count + 1 else {
                throw StoreFailure(.damaged, "line \(events.count + 1) of the journal is damaged")
            }
            events.append(event)
        }
        return events
    }

    func path(_ run: String, _ name: String) throws(StoreFailure) -> String {
        "\(root)/runs/\(try Self.name(run))/\(name)"
    }

    private func lockPath(_ fleet: String) throws(StoreFailure) -> String {
        "\(root)/locks/\(try Self.name(fleet)).json"
    }

    /// A name that leads nowhere else.
    package static func name(_ text: String) throws(StoreFailure) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F || byte == 0x2E
        }
        guard isPlain, !text.isEmpty, !text.hasPrefix(".") else {
            throw StoreFailure(.denied, "`\(shortened(text))` is no name of a run, fleet or instance")
        }
        return text
    }
}
