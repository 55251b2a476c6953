import Documents
package import Fleet
import Glibc
import Values

/// What is kept of one private network and its machines, for their owner alone:
///
///     lock                      held while machines are made or ended
///     last-number               of the machine that was made last
///     instances/ID.json         one machine, replaced by rename
///     machines/ID/              its files; gone when it is terminated
///     configurations/DIGEST     what hosts are given, by its digest
///     parameters/NAME           what stands for SSM parameters
///     switch, switch.process, switch.log
///
/// Nothing else is needed to find the machines again: another process may have made them.
package struct NetworkFolder: Sendable {
    /// Absolute.
    package let path: String

    /// - Parameters:
    ///   - state: the folder of all state that outlives verbs.
    ///   - network: the network's name: lower case letters, digits and `-`.
    /// - Throws: `denied` where others could enter the folder; `refused` where a socket in it would have too long a path.
    package init(state: String, network: String) throws(ServiceFailure) {
        path = "\(state)/local/\(network)"
        guard path.hasPrefix("/"), path.utf8.count <= 100 else {
            throw ServiceFailure(
                .refused,
                "`\(path)` is too long for the sockets of local machines: name a shorter folder by BASALT_STATE")
        }
        for folder in ["instances", "machines", "configurations", "parameters"] {
            try Self.stored { () throws(StoreFailure) in try StoreFile.makeFolder("\(path)/\(folder)") }
        }
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(),
            status.st_mode & 0o077 == 0
        else {
            throw ServiceFailure(
                .denied, "`\(path)` is not this user's alone: chmod 700 it, or name another BASALT_STATE")
        }
    }

    /// The folder of a machine that is running, for the processes that serve it.
    package init(existing path: String) { self.path = path }

    package func machineFolder(_ id: String) -> String { "\(path)/machines/\(id)" }

    // MARK: Machines

    /// Every machine that is remembered, sorted by ID.
    package func records() throws(ServiceFailure) -> [InstanceRecord] {
        let entries: [FolderEntry]
        do throws(FileProblem) { entries = try DiskFiles().list("\(path)/instances") } catch {
            throw ServiceFailure(.unavailable, "`\(path)/instances`: \(error.reason)")
        }
        var records: [InstanceRecord] = []
        for entry in entries where entry.name.hasSuffix(".json") {
            if let record = try record(String(entry.name.dropLast(5))) { records.append(record) }
        }
        return records
    }

    /// One machine; nil where nothing is known of it.
    package func record(_ id: String) throws(ServiceFailure) -> InstanceRecord? {
        guard Self.isPlain(id), let bytes = try read("instances/\(id).json") else { return nil }
        guard let record = InstanceRecord(json: bytes) else {
            throw ServiceFailure(.unavailable, "`\(path)/instances/\(id).json` is damaged: remove it and its machine")
        }
        return record
    }

    package func keep(_ record: InstanceRecord) throws(ServiceFailure) {
        try write(record.json, to: "instances/\(record.id).json")
    }

    package func forget(_ id: String) { unlink("\(path)/instances/\(id).json") }

    /// A number that no machine has and that was not given lately: addresses must not lead to an old machine's place.
    package func nextNumber(besides taken: Set<Int>) throws(ServiceFailure) -> Int {
        let text = try read("last-number").map { String(decoding: $0, as: UTF8.self) } ?? ""
        var number = Int(text) ?? HostAddress.numbers.lowerBound - 1
        repeat {
            number = number < HostAddress.numbers.upperBound ? number + 1 : HostAddress.numbers.lowerBound
        } while taken.contains(number) || !HostAddress.isUsable(number)
        try write(Array(String(number).utf8), to: "last-number")
        return number
    }

    /// Runs `body` while no other process changes the machines.
    package func locked<Result>(
        _ body: () async throws(ServiceFailure) -> Result
    ) async throws(ServiceFailure) -> Result {
        let lock = try Self.stored { () throws(StoreFailure) in try StoreFile.Guard.take("\(path)/lock") }
        let result = try await body()
        _ = consume lock
        return result
    }

    // MARK: Files

    /// nil where there is no such file.
    func read(_ name: String) throws(ServiceFailure) -> [UInt8]? {
        try Self.stored { () throws(StoreFailure) in try StoreFile.read("\(path)/\(name)") }
    }

    func write(_ bytes: [UInt8], to name: String, isNew: Bool = false) throws(ServiceFailure) {
        try Self.stored { () throws(StoreFailure) in
            try StoreFile.replace("\(path)/\(name)", with: bytes, isNew: isNew)
        }
    }

    static func stored<Result: ~Copyable>(_ body: () throws(StoreFailure) -> Result) throws(ServiceFailure) -> Result {
        do throws(StoreFailure) { return try body() } catch {
            let code: ServiceFailure.Code =
                switch error.code {
                case .denied: .denied
                case .conflict: .refused
                default: .unavailable
                }
            throw ServiceFailure(code, error.message)
        }
    }

    /// Whether a text can be a file's name that leads nowhere else.
    static func isPlain(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D }
    }
}
