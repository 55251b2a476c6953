package import Values

/// A layer or an image as a command line names it.
///
///     oci:PATH[:NAME]              an OCI image layout: a directory, or a tar file
///     docker-archive:PATH[:NAME]   what `docker save` wrote
///     tar:PATH[@sha256:HEX]        a tar file, plain or compressed
///     tar:URL@sha256:HEX           the same, by https or http
///     dir:PATH                     a directory
///     deb:PATH                     a Debian package, unpacked
///     debian:PATH, debs:PATH       the layers of that kind in a lock file
///     PATH                         what is there tells: a layout, a directory, a package, or a tar file
package enum LayerArgument: Sendable, Equatable {
    /// What is read where it is.
    case local(LayerSource)
    /// A tar file that must be got into the store first.
    case download(url: String, digest: Digest)
    /// Packages that a lock file names.
    case locked(path: String, PackageLayer.Kind)

    /// - Throws: a message for people where nothing can be meant.
    package init(_ text: String, platform: Platform) throws(LayerError) {
        let (scheme, rest) = Self.split(text)
        switch scheme {
        case "debian": self = .locked(path: try Self.path(rest, text), .debian)
        case "debs": self = .locked(path: try Self.path(rest, text), .debs)
        case "tar", nil:
            guard ["https://", "http://"].contains(where: rest.hasPrefix) else { fallthrough }
            self = try Self.download(rest)
        default: self = .local(try Self.parse(text, platform: platform))
        }
    }

    private static func download(_ text: String) throws(LayerError) -> LayerArgument {
        guard case .tar(let url, let digest?) = try tar(text) else {
            throw LayerError(
                .wrongDigest, text, "a layer from the network needs its digest",
                remedy: "write it behind the address: `tar:\(text)@sha256:HEX`")
        }
        return .download(url: url, digest: digest)
    }

    private static func path(_ rest: String, _ text: String) throws(LayerError) -> String {
        guard rest.isEmpty else { return rest }
        throw LayerError(.unreadable, text, "it names no file", remedy: "write a path behind `\(text)`")
    }

    private static func parse(_ text: String, platform: Platform) throws(LayerError) -> LayerSource {
        let (scheme, rest) = split(text)
        _ = try path(rest, text)
        switch scheme {
        case "oci":
            let (path, image) = named(rest)
            return .ociLayout(path: path, image, platform)
        case "docker-archive":
            let (path, image) = named(rest)
            return .dockerArchive(path: path, image, platform)
        case "tar": return try tar(rest)
        case "dir": return .directory(path: rest)
        case "deb": return .deb(path: rest)
        default: return try guess(text, platform)
        }
    }

    private static let schemes: Set<String> = ["oci", "docker-archive", "tar", "dir", "deb", "debian", "debs"]

    private static func split(_ text: String) -> (scheme: String?, rest: String) {
        guard let colon = text.firstIndex(of: ":"), schemes.contains(String(text[..<colon])) else { return (nil, text) }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    /// `PATH:NAME` or `PATH@sha256:HEX`; the name may hold colons, the path none.
    private static func named(_ text: String) -> (path: String, image: ImageSelection) {
        if let at = text.firstIndex(of: "@"), text[at...].hasPrefix("@sha256:") {
            return (String(text[..<at]), .digest(String(text[text.index(after: at)...])))
        }
        guard let colon = text.firstIndex(of: ":") else { return (text, .only) }
        return (String(text[..<colon]), .name(String(text[text.index(after: colon)...])))
    }

    private static func tar(_ text: String) throws(LayerError) -> LayerSource {
        guard let range = text.range(ofLast: "@sha256:") else { return .tar(path: text, digest: nil) }
        let path = String(text[..<range])
        guard let digest = Digest(text[text.index(after: range)...]) else {
            throw LayerError(
                .wrongDigest, path, "`\(text[text.index(after: range)...])` is no digest",
                remedy: "write sha256: and 64 hexadecimal digits")
        }
        return .tar(path: path, digest: digest)
    }

    private static func guess(_ text: String, _ platform: Platform) throws(LayerError) -> LayerSource {
        let status: FileStatus? = try? FileStatus(Array(text.utf8), followsLinks: true)
        guard status?.isDirectory == true else { return text.hasSuffix(".deb") ? .deb(path: text) : try tar(text) }
        let layout: FileStatus? = try? FileStatus(Array((text + "/oci-layout").utf8))
        return layout == nil ? .directory(path: text) : .ociLayout(path: text, .only, platform)
    }
}

extension String {
    /// Where the last `part` starts; nil where there is none.
    fileprivate func range(ofLast part: String) -> String.Index? { ranges(of: part).last?.lowerBound }
}
