package import AWS
package import Images
import Values

/// Compares what was published with what is there now.
package struct PublishedImage: Sendable {
    private let session: AWSSession
    private let manifest: AMIManifest
    private let tags: [String: String]

    /// - Parameter tags: those that images and snapshots have to have.
    package init(_ session: AWSSession, _ manifest: AMIManifest, tags: [String: String]) {
        self.session = session
        self.manifest = manifest
        self.tags = tags
    }

    /// What is not as the manifest says, each a clause that begins with the region; empty where all is.
    package func differences() async throws(PublishError) -> [String] {
        var found: [String] = []
        for (region, state) in manifest.regions.sorted(by: { $0.key < $1.key }) {
            let cloud = RegionCloud(client: session.client(region))
            let observed = try await ofAWS { () async throws(AWSError) in
                try await cloud.observe(manifest.sought)
            }
            found += RegionDifference(manifest, region, state, observed, tags).all.map { "\(region): \($0)" }
        }
        return found
    }

    /// Reads a snapshot's blocks back and compares them with the digests of the disk.
    /// - Parameter progress: takes blocks that were compared, of those that there are.
    /// - Returns: the first block that differs; nil where none does.
    package func firstDifference(
        in region: String, from disk: DiskBlocks, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws(PublishError) -> Int? {
        guard let snapshot = manifest.regions[region]?.snapshot else {
            throw PublishError(.difference, "\(region): the manifest names no snapshot")
        }
        let client = session.client(region)
        return try await ofAWS { () async throws(AWSError) in
            try await SnapshotReader(client: client, snapshot: snapshot).firstDifference(from: disk, progress: progress)
        }
    }
}

extension AMIManifest {
    /// What is looked for in EC2.
    var sought: Publication {
        Publication(
            name: name, version: version, architecture: architecture, digest: digest, regions: [home],
            accounts: accounts, writesParameters: parameter != nil)
    }
}

extension Publication {
    init(
        name: String, version: String, architecture: String, digest: Digest, regions: [String], accounts: [String],
        writesParameters: Bool
    ) {
        self.name = name
        self.version = version
        self.architecture = architecture
        self.digest = digest
        diskSize = 0
        profile = ""
        sourceDate = Timestamp(seconds: 0)
        self.regions = regions
        self.accounts = accounts
        self.writesParameters = writesParameters
    }
}

/// In what a region differs from the manifest. Pure.
package struct RegionDifference {
    /// Clauses: "ami-1 is not shared with 123456789012".
    package private(set) var all: [String] = []

    package init(
        _ manifest: AMIManifest, _ region: String, _ state: AMIManifest.Region, _ observed: RegionState,
        _ tags: [String: String]
    ) {
        guard let id = state.image, state.state == .available else {
            all.append("the image is not published: \(state.reason ?? state.state.rawValue)")
            return
        }
        guard let image = observed.images.first(where: { $0.id == id }) else {
            let others = observed.images.map(\.id).joined(separator: ", ")
            all.append("\(id) is not there" + (others.isEmpty ? "" : ", but \(others)"))
            return
        }
        if observed.images.count > 1 {
            all.append("\(observed.images.map(\.id).sorted().joined(separator: " and ")) have the same name")
        }
        if image.state != "available" { all.append("\(id) is \(image.state)") }
        compareTags(id, image.tags, tags.merging([Publication.TagName.digest: manifest.digest.description]) { $1 })
        compareAccounts(id, image.accounts, manifest.accounts)
        if let due = manifest.deprecation, image.deprecation?.prefix(16) != due.description.prefix(16) {
            all.append("\(id) is deprecated \(image.deprecation ?? "never"), not \(due)")
        }
        if image.snapshots.first != state.snapshot {
            all.append("\(id) has the snapshot \(image.snapshots.first ?? "none"), not \(state.snapshot ?? "none")")
        }
        for snapshot in observed.snapshots where image.snapshots.contains(snapshot.id) {
            if snapshot.state != "completed" { all.append("\(snapshot.id) is \(snapshot.state)") }
            compareTags(snapshot.id, snapshot.tags, [Publication.TagName.digest: manifest.digest.description])
            compareAccounts(snapshot.id, snapshot.accounts, manifest.accounts)
        }
        if let parameter = manifest.parameter, observed.parameter != id {
            all.append(
                "the parameter \(parameter) says \(observed.parameter.map { "`\($0)`" } ?? "nothing"), not \(id)")
        }
    }

    private mutating func compareTags(_ id: String, _ tags: [String: String], _ due: [String: String]) {
        for (key, value) in due.sorted(by: { $0.key < $1.key }) where tags[key] != value {
            all.append("\(id): the tag `\(key)` is \(tags[key].map { "`\($0)`" } ?? "missing"), not `\(value)`")
        }
    }

    private mutating func compareAccounts(_ id: String, _ accounts: Set<String>, _ due: [String]) {
        // Without accounts of ours, nobody has looked at who else may use it.
        guard !due.isEmpty else { return }
        for account in due where !accounts.contains(account) { all.append("\(id) is not shared with \(account)") }
        for account in accounts.subtracting(due).sorted() { all.append("\(id) is also shared with \(account)") }
    }
}
