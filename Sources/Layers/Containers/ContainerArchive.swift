import Archives
import Documents
package import Values

/// A container image as `docker load` takes it, whatever it was read from: it is put together while it is read.
///
///     manifest.json          [{"Config": …, "RepoTags": [name], "Layers": […]}]
///     blobs/sha256/HEX       the configuration; its digest is the image's ID
///     blobs/sha256/HEX       each layer as it was stored, the bottom one first
///
/// The same image and name give the same bytes. A digest reference is lost on the way, as the engine makes a manifest of
/// its own: the image is known by `name` alone.
///
/// Source: Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format".
package struct ContainerArchive: Sendable {
    /// What the engine calls it: `NAME:TAG`.
    package let name: String
    /// The configuration's digest.
    package let identifier: Digest
    let parts: [Part]

    enum Part {
        case bytes([UInt8])
        /// A layer's stored bytes, and the digest that they must have.
        case layer(TarLayer, Digest)
    }

    /// - Parameter layers: the bottom layer first.
    init(name: String, configuration: [UInt8], layers: [TarLayer]) throws(LayerError) {
        var hash = ByteDigest()
        configuration.withUnsafeBytes { hash.add($0) }
        guard let identifier = Digest(bytes: hash.bytes) else { throw Self.unsupported(name, "it has no digest") }
        var files: [(digest: Digest, parts: [Part])] = []
        for layer in layers {
            let digest = try Self.storedDigest(layer)
            // The same layer twice is one file.
            guard !files.contains(where: { $0.digest == digest }) else { continue }
            files.append((digest, try Self.file(Self.path(digest), layer.storedSize ?? 0, .layer(layer, digest))))
        }
        let digests = try layers.map { (layer) throws(LayerError) in try Self.storedDigest(layer) }
        let manifest = Self.manifest(name, identifier, digests)
        parts =
            try Self.file("manifest.json", UInt64(manifest.count), .bytes(manifest))
            + Self.file(Self.path(identifier), UInt64(configuration.count), .bytes(configuration))
            + files.flatMap(\.parts) + [.bytes(TarHeader.end)]
        self.name = name
        self.identifier = identifier
    }

    /// Bytes of the archive.
    package var size: UInt64 {
        parts.reduce(0) { sum, part in
            switch part {
            case .bytes(let bytes): sum + UInt64(bytes.count)
            case .layer(let layer, _): sum + (layer.storedSize ?? 0)
            }
        }
    }

    /// A name for exactly these bytes.
    var identity: String {
        let layers = parts.compactMap { part -> String? in
            guard case .layer(_, let digest) = part else { return nil }
            return digest.description
        }
        return "container 1 \(name) \(identifier) \(layers.joined(separator: " "))"
    }

    private static func path(_ digest: Digest) -> String { "blobs/sha256/\(digest.hexadecimal)" }

    private static func manifest(_ name: String, _ identifier: Digest, _ layers: [Digest]) -> [UInt8] {
        let image = JSON.mapping([
            "Config": JSON.text(path(identifier)), "RepoTags": JSON.list([JSON.text(name)]),
            "Layers": JSON.list(layers.map { JSON.text(path($0)) }),
        ])
        return JSONWriter.bytes(JSON.list([image]), .compact)
    }

    private static func file(_ path: String, _ size: UInt64, _ content: Part) throws(LayerError) -> [Part] {
        guard let header = TarHeader.bytes(name: path, size: size) else {
            throw unsupported(path, "it has \(size) bytes, 8 GiB or more")
        }
        return [.bytes(header), content, .bytes(TarHeader.padding(size))]
    }

    /// Of the bytes as they are stored. The old form of a docker archive knows only the digests of plain layers.
    private static func storedDigest(_ layer: TarLayer) throws(LayerError) -> Digest {
        if let digest = layer.expected.digest { return digest }
        let compression: Compression
        do throws(ArchiveError) {
            let start = PeekedBytes(try layer.blob.open())
            // The bytes live as long as what they are read from.
            defer { withExtendedLifetime(start) {} }
            compression = Compression.detect(try start.peek())
        } catch { throw LayerError(error, layer.name) }
        guard let digest = layer.expected.plainDigest, compression == .none else {
            throw unsupported(layer.name, "it is compressed, and no digest names its bytes")
        }
        return digest
    }

    private static func unsupported(_ place: String, _ reason: String) -> LayerError {
        LayerError(
            .unsupported, place, reason, remedy: "save the image again, with `docker save` or `skopeo copy`")
    }
}
