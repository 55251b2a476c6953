import Documents
import Values

/// An image in an archive that `docker save` wrote, in its old form and in the one that is an OCI layout as well.
///
/// Source: Docker image specification v1.2, "Combined Image JSON + Filesystem Changeset Format" (`manifest.json`).
package struct DockerArchive: Sendable {
    package let platform: Platform?
    /// The image configuration, whose digest is the image's ID.
    package let configuration: [UInt8]
    /// The bottom layer first.
    package let layers: [TarLayer]

    /// - Parameter selection: by name as in `RepoTags`, or by the configuration's digest.
    package static func find(
        _ selection: ImageSelection, platform: Platform, in source: any BlobSource, limits: LayerLimits = LayerLimits()
    ) throws(LayerError) -> DockerArchive {
        let manifest = try ImageDocument(source, "manifest.json", limits)
        guard let images = manifest.root.items else { throw manifest.failure("it is no list of images") }
        let image = try choose(selection, images, source)
        guard let config = image["Config"]?.string else { throw manifest.failure("an image has no `Config`") }
        guard let paths = image["Layers"]?.items?.map(\.string) else {
            throw manifest.failure("an image has no `Layers`")
        }
        var wanted: Digest?
        if case .digest(let digest) = selection { wanted = Digest(digest) }
        let configuration = try ImageDocument(source, config, digest: wanted, limits)
        let own = ImageDocument.platform(configuration.root)
        if let own, !platform.accepts(own) {
            throw LayerError(
                .noSuchPlatform, source.name, "the image is for \(own), not for \(platform)",
                remedy: "save an image for \(platform)")
        }
        let plain = (configuration.root["rootfs"]?["diff_ids"]?.items ?? []).map { $0.string.flatMap { Digest($0) } }
        guard plain.count == paths.count else {
            throw configuration.failure("it knows \(plain.count) layers, but `manifest.json` names \(paths.count)")
        }
        var layers: [TarLayer] = []
        for (number, path) in paths.enumerated() {
            guard let path, let digest = plain[number] else {
                throw manifest.failure("the path or the digest of layer \(number + 1) is missing")
            }
            layers.append(try layer(path, digest, "layer \(number + 1) of \(paths.count)", source))
        }
        return DockerArchive(platform: own, configuration: configuration.bytes, layers: layers)
    }

    private static func choose(
        _ selection: ImageSelection, _ images: [Node], _ source: any BlobSource
    ) throws(LayerError) -> Node {
        let found = images.filter { image in
            switch selection {
            case .only: true
            case .name: names(image).contains(where: selection.accepts)
            case .digest(let digest):
                Digest(digest).map { digest in isConfiguration(image["Config"]?.string ?? "", digest) } ?? false
            }
        }
        let remedy = "use one of: \(images.flatMap(names).sorted().joined(separator: ", "))"
        guard let image = found.first else {
            throw LayerError(.noSuchImage, source.name, "\(selection) is not in it", remedy: remedy)
        }
        guard found.count == 1 else {
            throw LayerError(.ambiguousImage, source.name, "several images fit", remedy: remedy)
        }
        return image
    }

    /// Whether a path names the configuration of this digest: `HEX.json`, or `blobs/sha256/HEX`.
    private static func isConfiguration(_ path: String, _ digest: Digest) -> Bool {
        path == "\(digest.hexadecimal).json" || path == "blobs/sha256/\(digest.hexadecimal)"
    }

    private static func names(_ image: Node) -> [String] { (image["RepoTags"]?.items ?? []).compactMap(\.string) }

    private static func layer(
        _ path: String, _ plain: Digest, _ place: String, _ source: any BlobSource
    ) throws(LayerError) -> TarLayer {
        let name = "\(source.name): \(place) (\(plain.hexadecimal.prefix(12)))"
        guard let blob = try source.blob(path) else {
            throw LayerError(.missingBlob, name, "`\(path)` is not there", remedy: "save the image again")
        }
        // In the new form the path says the digest of the stored bytes; else the configuration's is what there is.
        let stored = path.hasPrefix("blobs/sha256/") ? Digest(hexadecimal: path.dropFirst(13)) : nil
        return TarLayer(blob, name: name, expected: .init(digest: stored, plainDigest: plain))
    }
}
