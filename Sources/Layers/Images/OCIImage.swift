import Documents
package import Values

/// An image in an OCI image layout.
///
/// Source: OCI image specification, image-layout.md, image-index.md, manifest.md, config.md.
package struct OCIImage: Sendable {
    /// Of the image manifest.
    package let digest: Digest
    package let platform: Platform?
    /// The image configuration, whose digest is the image's ID.
    package let configuration: [UInt8]
    /// The bottom layer first.
    package let layers: [TarLayer]

    private static let deepestIndex = 4

    /// Finds an image and its layers; reads the documents, but no layer.
    /// - Parameters:
    ///   - source: has `index.json` and `blobs/sha256/…`.
    ///   - platform: chosen where there are several; what the image says about itself must agree.
    package static func find(
        _ selection: ImageSelection, platform: Platform, in source: any BlobSource, limits: LayerLimits = LayerLimits()
    ) throws(LayerError) -> OCIImage {
        let index = try ImageDocument(source, "index.json", limits)
        let chosen = try choose(selection, try index.descriptors("manifests"), source)
        let manifest = try resolve(chosen, platform, source, limits)
        return try image(manifest, platform, source, limits)
    }

    private static func choose(
        _ selection: ImageSelection, _ all: [Descriptor], _ source: any BlobSource
    ) throws(LayerError) -> [Descriptor] {
        let found: [Descriptor]
        switch selection {
        case .only: found = all.filter { !$0.isAttestation }
        case .name: found = all.filter { $0.names.contains(where: selection.accepts) }
        case .digest(let text): found = all.filter { $0.digest.description == text }
        }
        guard !found.isEmpty else {
            let names = all.map { $0.names.first ?? $0.digest.description }.sorted()
            throw LayerError(
                .noSuchImage, source.name, "\(selection) is not in it",
                remedy: names.isEmpty ? "put an image into it" : "use one of: \(names.joined(separator: ", "))")
        }
        // Manifests of several platforms may stand side by side; different images may not.
        guard Set(found.map(\.names)).count == 1 else {
            throw LayerError(
                .ambiguousImage, source.name, "it holds several images",
                remedy: "name one of: \(found.flatMap { $0.names }.sorted().joined(separator: ", "))")
        }
        return found
    }

    /// Goes down through indexes to the one manifest for `platform`.
    private static func resolve(
        _ start: [Descriptor], _ platform: Platform, _ source: any BlobSource, _ limits: LayerLimits
    ) throws(LayerError) -> Descriptor {
        var candidates = start
        for _ in 0..<deepestIndex {
            let usable = candidates.filter { !$0.isAttestation && ($0.platform.map(platform.accepts) ?? true) }
            // A variant that is named goes before one that is not.
            guard let first = usable.first(where: { $0.platform == platform }) ?? usable.first else { break }
            guard usable.count == 1 || first.platform != nil else {
                throw LayerError(
                    .ambiguousImage, source.name, "several images fit \(platform)",
                    remedy: "name one by its digest: \(usable.map(\.digest.description).joined(separator: ", "))")
            }
            if first.isManifest { return first }
            guard first.isIndex else {
                throw LayerError(
                    .unsupported, source.name, entry: Array(first.path.utf8),
                    "its media type `\(first.mediaType)` is no image", remedy: "name a container image")
            }
            candidates = try ImageDocument(source, first.path, expected: first, limits).descriptors("manifests")
        }
        let offered = candidates.compactMap { $0.platform?.description }.sorted()
        throw LayerError(
            .noSuchPlatform, source.name, "there is no image for \(platform)",
            remedy: offered.isEmpty ? "build one for it" : "it has images for: \(offered.joined(separator: ", "))")
    }

    private static func image(
        _ manifest: Descriptor, _ platform: Platform, _ source: any BlobSource, _ limits: LayerLimits
    ) throws(LayerError) -> OCIImage {
        let document = try ImageDocument(source, manifest.path, expected: manifest, limits)
        let layers = try document.descriptors("layers")
        let config = try document.descriptor(document.root["config"], "config")
        let configuration = try ImageDocument(source, config.path, expected: config, limits)
        let own = ImageDocument.platform(configuration.root)
        if let own, !platform.accepts(own) {
            throw LayerError(
                .noSuchPlatform, source.name, "the image is for \(own), not for \(platform)",
                remedy: "use an image for \(platform)")
        }
        var result: [TarLayer] = []
        for (number, layer) in layers.enumerated() {
            result.append(try self.layer(layer, "layer \(number + 1) of \(layers.count)", source))
        }
        return OCIImage(
            digest: manifest.digest, platform: own ?? manifest.platform, configuration: configuration.bytes,
            layers: result)
    }

    private static func layer(
        _ layer: Descriptor, _ place: String, _ source: any BlobSource
    ) throws(LayerError) -> TarLayer {
        let name = "\(source.name): \(place) (\(layer.digest.hexadecimal.prefix(12)))"
        guard layer.isLayer else {
            throw LayerError(
                .unsupported, name, "its media type `\(layer.mediaType)` is no file system layer",
                remedy: "use a plain container image")
        }
        guard let blob = try source.blob(layer.path) else {
            throw LayerError(
                .missingBlob, name, "`\(layer.path)` is not there",
                remedy: "copy the image again, for instance with `skopeo copy`")
        }
        return TarLayer(blob, name: name, expected: .init(digest: layer.digest, size: layer.size))
    }
}
