package import Values

/// What became of an image: `amis.json` beside its disk, written after every step.
package struct AMIManifest: Sendable, Equatable {
    package struct Region: Sendable, Equatable {
        package enum State: String, Sendable {
            case pending, available, failed
        }

        package var state: State
        /// Why it is pending or has failed.
        package var reason: String?
        package var image: String?
        package var snapshot: String?
        /// The KMS key that it is encrypted with.
        package var key: String?

        package init(state: State = .pending) { self.state = state }
    }

    package let name: String
    package let version: String
    package let architecture: String
    package let digest: Digest
    package let imageName: String
    /// The account that owns the images.
    package let account: String
    /// The region that the others are copies of.
    package let home: String
    package var accounts: [String]
    package var deprecation: Timestamp?
    package var parameter: String?
    package var regions: [String: Region]

    package init(_ publication: Publication, account: String) {
        name = publication.name
        version = publication.version
        architecture = publication.architecture
        digest = publication.digest
        imageName = publication.imageName
        self.account = account
        home = publication.home
        accounts = publication.accounts.sorted()
        deprecation = publication.deprecation
        parameter = publication.writesParameters ? publication.parameter : nil
        regions = [:]
        for region in publication.regions {
            regions[region] = Region()
            regions[region]?.key = publication.keys[region]
        }
    }

    package var reference: String { "\(name)@\(version)" }

    /// Whether all regions have it.
    package var isComplete: Bool { !regions.isEmpty && regions.values.allSatisfy { $0.state == .available } }

    init(
        name: String, version: String, architecture: String, digest: Digest, imageName: String, account: String,
        home: String, accounts: [String], deprecation: Timestamp?, parameter: String?, regions: [String: Region]
    ) {
        self.name = name
        self.version = version
        self.architecture = architecture
        self.digest = digest
        self.imageName = imageName
        self.account = account
        self.home = home
        self.accounts = accounts
        self.deprecation = deprecation
        self.parameter = parameter
        self.regions = regions
    }
}
