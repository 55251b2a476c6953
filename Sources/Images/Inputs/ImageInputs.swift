package import Documents
package import Layers
package import Values

/// What an image was built of: enough to build it again, and no secret. See docs/manifest.md.
package struct ImageInputs: Sendable, Equatable {
    /// A layer as the profile names it; it may hold several of the image's.
    package struct Layer: Sendable, Equatable {
        package let source: Source
        /// What the engine is to call it, where it is a container image that is baked in.
        package let container: String?
        /// Of the stored bytes of each of the image's layers, bottom first; nil for a folder, which has no digest.
        package var digests: [Digest?]

        package init(_ source: Source, container: String? = nil, digests: [Digest?] = []) {
            self.source = source
            self.container = container
            self.digests = digests
        }
    }

    package enum Source: Sendable, Equatable {
        /// Files of this machine.
        case local(LayerSource)
        case download(url: String, Digest)
        /// What `docker save` wrote, with its digest: a path, or an address that begins with `https://`.
        case dockerArchive(String, Digest, Platform)
        case packages(LockedLayer)
    }

    package var version: String
    /// The parts of the composed profile that an image is made of: `metadata.name`, `target` and `image`.
    package var profile: Node
    /// Of the whole composed profile.
    package var profileDigest: Digest
    /// Bottom first.
    package var layers: [Layer]
    package var bootOrder: [[UInt8]] = []
    /// `SOURCE_DATE_EPOCH`, where it was set.
    package var givenDate: Timestamp?
    package var limits = LayerLimits()
    /// Versions of the programs and libraries that decide about bytes, and the digest of what lies in every image.
    package var tools: [String: String] = [:]

    package init(version: String, profile: Node, profileDigest: Digest, layers: [Layer]) {
        self.version = version
        self.profile = profile
        self.profileDigest = profileDigest
        self.layers = layers
    }

    package var name: String { profile["metadata"]?["name"]?.string ?? "" }

    package var locked: [LockedLayer] {
        layers.compactMap { layer in if case .packages(let locked) = layer.source { locked } else { nil } }
    }

    /// The only time in the image: the given one, else the newest of the locked packages, else the first that a FAT can
    /// hold.
    package var sourceDate: Timestamp {
        let earliest = Timestamp(seconds: 315_532_800)
        return max(givenDate ?? locked.map(\.date).max() ?? earliest, earliest)
    }

    /// Whether the image that the manifest describes was built of these.
    package func match(_ manifest: ImageManifest) -> Bool {
        name == manifest.name && version == manifest.version && profileDigest == manifest.profileDigest
            && layers.flatMap(\.digests) == manifest.layers && sourceDate == manifest.sourceDate
    }
}
