/// What a host is made from, short enough for a tag: `image.configuration.settings`, 24 hexadecimal digits each. A host
/// is outdated when any part differs, and the part is the reason.
package struct HostDigest: Sendable, Hashable, CustomStringConvertible {
    package let image: String
    package let configuration: String
    package let settings: String

    /// - Parameters:
    ///   - image: the image's immutable ID.
    ///   - configuration: the rendered user data, or what stands for all of it.
    ///   - settings: the launch settings, in one form for the same settings.
    package init(image: String, configuration: String, settings: String) {
        self.image = String(Fingerprint.of(image).prefix(24))
        self.configuration = String(Fingerprint.of(configuration).prefix(24))
        self.settings = String(Fingerprint.of(settings).prefix(24))
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

    package init(image: String, imageName: String, digest: HostDigest) {
        self.image = image
        self.imageName = imageName
        self.digest = digest
    }
}
