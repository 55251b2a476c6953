import Glibc
import Images
import Values

/// The journal and the manifest of a run, on disk before anything is built on them.
actor PublishRecord {
    private let file: JournalFile
    private let folder: String
    private(set) var journal: PublishJournal
    private(set) var manifest: AMIManifest

    /// Opens what earlier runs have left in the image's folder.
    /// - Throws: `locked`, `record`, or `invalidRequest` where another account has published from this folder.
    init(_ folder: String, _ wanted: Publication, account: String) throws(PublishError) {
        let path = "\(folder)/publish.journal"
        file = try JournalFile(path)
        self.folder = folder
        manifest = AMIManifest(wanted, account: account)
        if let earlier = try AMIManifest.read(folder) {
            guard earlier.account == account else {
                throw PublishError(
                    .invalidRequest,
                    "\(wanted.reference) was published from account \(earlier.account), and this is "
                        + "\(account)",
                    remedy: "use credentials of \(earlier.account), or a copy of the image in another store")
            }
            if earlier.digest == wanted.digest {
                for (region, state) in earlier.regions where manifest.regions[region] == nil {
                    manifest.regions[region] = state
                }
                manifest.accounts = Set(earlier.accounts).union(wanted.accounts).sorted()
            }
        }
        if let (earlier, length) = PublishJournal.read(file.contents), earlier.account == account,
            earlier.digest == wanted.digest
        {
            journal = earlier
            try file.cut(to: length)
        } else {
            journal = PublishJournal(account: account, digest: wanted.digest)
            try file.cut(to: 0)
            try file.append(journal.header)
        }
    }

    func add(_ entry: PublishJournal.Entry) throws(PublishError) {
        if case .sent(_, let blocks) = entry, blocks.isEmpty { return }
        try file.append(PublishJournal.line(entry))
        journal.add(entry)
    }

    func set(_ region: String, _ change: (inout AMIManifest.Region) -> Void) throws(PublishError) {
        var state = manifest.regions[region] ?? AMIManifest.Region()
        let before = state
        change(&state)
        manifest.regions[region] = state
        if state != before || access("\(folder)/\(AMIManifest.file)", F_OK) != 0 { try write() }
    }

    private func write() throws(PublishError) {
        let bytes = Array(manifest.text.utf8)
        let path = "\(folder)/\(AMIManifest.file)"
        do {
            let output = try OutputFile.open(path)
            var written = 0
            while written < bytes.count {
                let count = bytes[written...].withUnsafeBytes {
                    Glibc.write(output.descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw PublishError(.record, "cannot write `\(path)`: \(String(cString: strerror(errno)))")
                }
                written += count
            }
            try output.commit(size: UInt64(bytes.count))
        } catch let error as PublishError { throw error } catch {
            throw PublishError(.record, "cannot write `\(path)`: \(error)", remedy: "free space, and publish again")
        }
    }
}
