private import struct Crypto.SHA256
package import Images
package import Values

/// What is to be published, and where. A value: two runs with the same one want the same.
package struct Publication: Sendable, Equatable {
    package let name: String
    package let version: String
    /// `x86_64` or `aarch64`.
    package let architecture: String
    /// The manifest's digest of the disk.
    package let digest: Digest
    /// Bytes.
    package let diskSize: UInt64
    package let profile: String
    package let sourceDate: Timestamp
    /// The first one gets the bytes; the others get copies.
    package var regions: [String] = []
    /// Accounts that may use the images.
    package var accounts: [String] = []
    /// KMS keys by region. Without one, an image is not encrypted.
    package var keys: [String: String] = [:]
    /// From when on EC2 no longer offers the images.
    package var deprecation: Timestamp?
    /// Tags besides ours.
    package var tags: [String: String] = [:]
    /// Whether SSM parameters name the images.
    package var writesParameters = true

    package init(_ manifest: ImageManifest) {
        name = manifest.name
        version = manifest.version
        architecture = manifest.architecture
        digest = manifest.diskDigest
        diskSize = manifest.diskSize
        profile = manifest.profileName
        sourceDate = manifest.sourceDate
    }

    package var reference: String { "\(name)@\(version)" }

    package var home: String { regions.first ?? "" }

    /// `NAME/VERSION/ARCHITECTURE`: unique in an account and region. EC2 takes no plus sign.
    package var imageName: String { "\(name)/\(version)/\(architecture)".replacing("+", with: "@") }

    /// EC2's word.
    package var ec2Architecture: String { architecture == "aarch64" ? "arm64" : architecture }

    /// `/basalt/NAME/ARCHITECTURE/VERSION/image_id`. SSM takes no plus sign either.
    package var parameter: String {
        "/basalt/\(name)/\(architecture)/\(version)/image_id".replacing("+", with: "__")
    }

    /// GiB, as volumes have it.
    package var volumeSize: Int { Self.volumeSize(diskSize) }

    /// GiB that hold so many bytes.
    static func volumeSize(_ bytes: UInt64) -> Int { Int(bytes >> 30) + (bytes & (1 << 30 - 1) == 0 ? 0 : 1) }

    /// The tags of images and snapshots.
    package var allTags: [String: String] { tags.merging(requiredTags) { _, ours in ours } }

    /// Those that every publication has.
    package var requiredTags: [String: String] {
        [
            "Name": imageName, TagName.name: name, TagName.version: version, TagName.architecture: architecture,
            TagName.digest: digest.description, TagName.profile: profile, TagName.sourceDate: sourceDate.description,
        ]
    }

    /// A token that makes a repeated call the same call.
    /// - Parameter parts: what else the call depends on.
    package func token(_ parts: String...) -> String {
        let text = ([digest.description, imageName] + parts).joined(separator: "\n")
        return String(Digest(hash: SHA256.hash(data: Array(text.utf8))).hexadecimal.prefix(60))
    }

    /// The names of our tags.
    package enum TagName {
        package static let name = "basalt:name"
        package static let version = "basalt:version"
        package static let architecture = "basalt:architecture"
        package static let digest = "basalt:digest"
        package static let profile = "basalt:profile"
        package static let sourceDate = "basalt:source-date"
    }

    /// - Throws: `invalidRequest` or `invalidImage`.
    package func check() throws(PublishError) {
        guard !regions.isEmpty else { throw PublishError(.invalidRequest, "no region is named") }
        guard Set(regions).count == regions.count else {
            throw PublishError(.invalidRequest, "a region is named twice")
        }
        if let account = accounts.first(where: { $0.count != 12 || !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
        {
            throw PublishError(
                .invalidRequest, "`\(account)` is no account", remedy: "write its number, twelve digits")
        }
        if let region = keys.keys.sorted().first(where: { !regions.contains($0) }) {
            throw PublishError(.invalidRequest, "a key is named for \(region), where nothing is published")
        }
        if let tag = tags.keys.sorted().first(where: { $0.hasPrefix("basalt:") || $0.hasPrefix("aws:") }) {
            throw PublishError(.invalidRequest, "the tag `\(tag)` is not yours to set")
        }
        if !accounts.isEmpty, let region = keys.keys.sorted().first(where: { keys[$0]?.contains("alias/aws/") == true })
        {
            throw PublishError(
                .invalidRequest, "what \(region)'s default key encrypts cannot be shared",
                remedy: "name a key of your own that the other accounts may use")
        }
        guard diskSize > 0, diskSize.isMultiple(of: DiskBlocks.size) else {
            throw PublishError(
                .invalidImage, "\(reference): its disk has \(diskSize) bytes, which is no whole number of blocks")
        }
        guard volumeSize <= 64 << 10 else {
            throw PublishError(
                .invalidImage, "\(reference): its disk has \(volumeSize) GiB, and no volume of EBS more than 65536",
                remedy: "build a smaller image; what hosts need besides belongs on volumes of their own")
        }
        guard ["x86_64", "aarch64"].contains(architecture), (3...128).contains(imageName.utf8.count) else {
            throw PublishError(
                .invalidImage, "\(reference): EC2 has no architecture `\(architecture)`, or no room for its name")
        }
    }
}
