package import Values

/// What a host is made from, short enough for a tag: `image.configuration.settings`, 24 hexadecimal digits each. A host
/// is outdated when any part differs, and the part is the reason.
package struct HostDigest: Sendable, Hashable, CustomStringConvertible {
    package let image: String
    package let configuration: String
    package let settings: String

    /// - Parameter image: the image's immutable ID.
    package init(image: String, configuration: Digest, settings: Digest) {
        self.image = String(Fingerprint.of(image).prefix(24))
        self.configuration = String(configuration.hexadecimal.prefix(24))
        self.settings = String(settings.hexadecimal.prefix(24))
    }

    /// Reads what `description` says; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard parts.count == 3, parts.allSatisfy({ $0.utf8.count == 24 && $0.utf8.allSatisfy(isDigit) }) else {
            return nil
        }
        (image, configuration, settings) = (parts[0], parts[1], parts[2])
    }

    package var description: String { "\(image).\(configuration).\(settings)" }
}

/// A host that can be launched: the image and what it is given.
package struct HostSpec: Sendable, Hashable {
    /// The image's immutable ID: an AMI of the region, or a manifest's digest.
    package let image: String
    /// NAME@VERSION, for people.
    package let imageName: String
    package let digest: HostDigest

    /// - Parameters:
    ///   - userData: SHA-256 of the rendered user data.
    ///   - settings: SHA-256 of the launch settings.
    package init(image: String, imageName: String, userData: Digest, settings: Digest) {
        self.init(
            image: image, imageName: imageName,
            digest: HostDigest(image: image, configuration: userData, settings: settings))
    }

    init(image: String, imageName: String, digest: HostDigest) {
        self.image = image
        self.imageName = imageName
        self.digest = digest
    }
}
