/// What an image is built for, in the words of OCI (which are Go's).
package struct Platform: Sendable, Hashable, CustomStringConvertible {
    package let system: String
    package let architecture: String
    /// Such as `v8`; nil where any will do.
    package let variant: String?

    package init(system: String = "linux", architecture: String, variant: String? = nil) {
        self.system = system
        self.architecture = architecture
        self.variant = variant
    }

    package static let amd64 = Platform(architecture: "amd64")
    package static let arm64 = Platform(architecture: "arm64")

    package var description: String { [system, architecture, variant].compactMap(\.self).joined(separator: "/") }

    /// Whether an image for `other` runs where this platform is wanted.
    func accepts(_ other: Platform) -> Bool {
        system == other.system && architecture == other.architecture
            && (variant == nil || other.variant == nil || variant == other.variant)
    }
}

/// Which image of a layout or an archive is meant.
package enum ImageSelection: Sendable, Equatable, CustomStringConvertible {
    /// The only one there is.
    case only
    /// By tag or by full name: `bookworm`, `docker.io/library/debian:bookworm`.
    case name(String)
    /// By the digest of a manifest or an index, as in `sha256:…`.
    case digest(String)

    /// Whether `name` is meant: all of it, or its end behind a `/` or a `:` (`one:v1` and `v1` for `docker.io/one:v1`).
    func accepts(_ name: String) -> Bool {
        guard case .name(let wanted) = self else { return false }
        return name == wanted || name.hasSuffix("/" + wanted) || name.hasSuffix(":" + wanted)
    }

    package var description: String {
        switch self {
        case .only: "the only image"
        case .name(let name): "the image `\(name)`"
        case .digest(let digest): "the image \(digest)"
        }
    }
}
