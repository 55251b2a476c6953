package import Fleet

/// Where launch documents are kept. Conformers: a folder, S3.
package protocol LaunchDocuments: Sendable {
    /// nil where there is none.
    func read(document name: String) async throws(StoreFailure) -> [UInt8]?
    func keep(document bytes: [UInt8], as name: String) async throws(StoreFailure)
}

extension LaunchDocuments {
    /// Keeps what hosts of a digest are given, so that a later process can launch them too.
    package func keep(_ document: LaunchDocument, for digest: HostDigest) async throws(StoreFailure) {
        let (name, bytes) = (LaunchDocument.name(digest), Array(document.text.utf8))
        guard try await read(document: name) != bytes else { return }
        try await keep(document: bytes, as: name)
    }

    /// - Throws: `template` where it is not kept.
    func launchDocument(of digest: HostDigest) async throws(ServiceFailure) -> LaunchDocument {
        let bytes: [UInt8]?
        do throws(StoreFailure) { bytes = try await read(document: LaunchDocument.name(digest)) } catch {
            throw ServiceFailure(error.code == .denied ? .denied : .unavailable, error.message)
        }
        guard let document = bytes.flatMap({ LaunchDocument(text: $0) }) else {
            throw ServiceFailure(.template, "the user data and settings of hosts \(digest) are not kept here")
        }
        return document
    }
}

/// Launch documents in a folder: `ec2/NAME.json`, for their owner alone.
package struct FolderDocuments: LaunchDocuments {
    private let folder: String

    /// - Parameter state: the folder of all state that outlives verbs.
    package init(state: String) { folder = state + "/ec2" }

    package func read(document name: String) throws(StoreFailure) -> [UInt8]? { try StoreFile.read(path(name)) }

    package func keep(document bytes: [UInt8], as name: String) throws(StoreFailure) {
        try StoreFile.makeFolder(folder)
        try StoreFile.replace(path(name), with: bytes, isNew: false)
    }

    /// Names are digests.
    private func path(_ name: String) -> String { "\(folder)/\(name).json" }
}
