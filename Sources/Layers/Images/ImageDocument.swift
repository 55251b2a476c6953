import Archives
import Documents
import Values

/// A JSON document of an image, and complaints about what it says.
struct ImageDocument {
    let source: String
    let path: String
    let bytes: [UInt8]
    let root: Node

    /// Reads and parses the blob at `path`, and compares it with the descriptor or the digest that led here.
    init(
        _ source: any BlobSource, _ path: String, expected: Descriptor? = nil, digest: Digest? = nil,
        _ limits: LayerLimits
    ) throws(LayerError) {
        self.source = source.name
        self.path = path
        guard let blob = try source.blob(path) else {
            throw LayerError(
                .missingBlob, source.name, entry: Array(path.utf8), "it is not there",
                remedy: "copy the image again, for instance with `skopeo copy`")
        }
        let bytes: [UInt8]
        let found: Digest?
        do throws(ArchiveError) {
            let stream = DigestingBytes(try blob.open())
            bytes = try stream.readAll(limit: limits.documentBytes)
            found = Digest(bytes: stream.digest())
        } catch {
            throw LayerError(error, source.name, entry: Array(path.utf8))
        }
        if let expected, expected.digest != found || expected.size != UInt64(bytes.count) {
            throw LayerError(
                .wrongDigest, source.name, entry: Array(path.utf8),
                "its \(bytes.count) bytes are not what \(expected.digest) (\(expected.size) bytes) says",
                remedy: "copy the image again, and never use this copy")
        }
        if let digest, digest != found {
            throw LayerError(
                .wrongDigest, source.name, entry: Array(path.utf8), "its bytes are not those of \(digest)",
                remedy: "save the image again, and never use this copy")
        }
        var diagnostics = Diagnostics()
        let name = "\(source.name): \(path)"
        let file = SourceFile.decode(bytes, name: name, directory: nil, into: &diagnostics)
        guard let file, let root = JSONReader.read(file, into: &diagnostics) else {
            let first = diagnostics.sorted().first
            let place = first?.origin.map { "line \($0.line), column \($0.column): " } ?? ""
            throw LayerError(
                .document, source.name, entry: Array(path.utf8), place + (first?.message ?? "it is not JSON"),
                remedy: "copy the image again")
        }
        self.bytes = bytes
        self.root = root
    }

    func failure(_ reason: String) -> LayerError {
        LayerError(.document, source, entry: Array(path.utf8), reason, remedy: "build or copy the image again")
    }

    /// The descriptors in the list `key`, each checked.
    func descriptors(_ key: String) throws(LayerError) -> [Descriptor] {
        guard let items = root[key]?.items else { throw failure("the list `\(key)` is missing") }
        var result: [Descriptor] = []
        for (index, item) in items.enumerated() { result.append(try descriptor(item, "\(key)[\(index)]")) }
        return result
    }

    func descriptor(_ node: Node?, _ place: String) throws(LayerError) -> Descriptor {
        guard let digest = node?["digest"]?.string else { throw failure("`\(place).digest` is missing") }
        guard let known = Digest(digest) else {
            throw failure("`\(place).digest` is no SHA-256 digest, the only kind that is read here")
        }
        guard let size = node?["size"]?.integer.flatMap({ UInt64(exactly: $0) }) else {
            throw failure("`\(place).size` is missing")
        }
        let annotations = node?["annotations"]
        return Descriptor(
            mediaType: node?["mediaType"]?.string ?? "", digest: known, size: size,
            names: Descriptor.nameKeys.compactMap { annotations?[$0]?.string },
            platform: node?["platform"].flatMap(Self.platform),
            isAttestation: annotations?["vnd.docker.reference.type"] != nil)
    }

    /// From a descriptor's `platform`, or from an image configuration.
    static func platform(_ node: Node) -> Platform? {
        guard let system = node["os"]?.string, let architecture = node["architecture"]?.string else { return nil }
        return Platform(system: system, architecture: architecture, variant: node["variant"]?.string)
    }
}

/// A reference to a blob.
///
/// Source: OCI image specification, descriptor.md.
struct Descriptor: Sendable, Equatable {
    let mediaType: String
    let digest: Digest
    let size: UInt64
    /// The names that annotations give to it.
    let names: [String]
    let platform: Platform?
    /// BuildKit keeps statements about an image beside it, as manifests of no platform.
    let isAttestation: Bool

    static let nameKeys = ["org.opencontainers.image.ref.name", "io.containerd.image.name"]

    /// Where the blob is in an image layout.
    var path: String { "blobs/sha256/\(digest.hexadecimal)" }

    var isIndex: Bool {
        mediaType == "application/vnd.oci.image.index.v1+json"
            || mediaType == "application/vnd.docker.distribution.manifest.list.v2+json"
    }

    var isManifest: Bool {
        mediaType == "application/vnd.oci.image.manifest.v1+json"
            || mediaType == "application/vnd.docker.distribution.manifest.v2+json"
    }

    /// Whether this is a tar layer, in any compression.
    var isLayer: Bool {
        ["application/vnd.oci.image.layer.", "application/vnd.docker.image.rootfs."].contains {
            mediaType.hasPrefix($0)
        }
            && !mediaType.contains("encrypted")
    }
}
