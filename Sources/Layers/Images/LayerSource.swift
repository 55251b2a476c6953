package import Values

/// Where layers come from, as a profile names it.
package enum LayerSource: Sendable, Equatable {
    /// An OCI image layout in a directory, or as a plain tar file.
    case ociLayout(path: String, ImageSelection, Platform)
    /// What `docker save` wrote, uncompressed.
    case dockerArchive(path: String, ImageSelection, Platform)
    /// One layer: a tar file, plain or compressed by gzip, zstd or xz; with its digest where that is known.
    case tar(path: String, digest: Digest?)
    /// One layer: a Debian package, unpacked.
    case deb(path: String)
    /// One layer: a directory of this machine.
    case directory(path: String)

    /// The layers, the bottom one first. Documents are read, layers are not.
    package func layers(_ limits: LayerLimits = LayerLimits()) throws(LayerError) -> [any Layer] {
        switch self {
        case .ociLayout(let path, let selection, let platform):
            return try OCIImage.find(
                selection, platform: platform, in: Self.layout(path, limits), limits: limits
            ).layers
        case .dockerArchive(let path, let selection, let platform):
            let source = try BlobArchive(path: path, limits: limits)
            return try DockerArchive.find(selection, platform: platform, in: source, limits: limits).layers
        case .tar(let path, let digest):
            return [TarLayer(FileBlob(path: path), expected: .init(digest: digest))]
        case .deb(let path): return [DebLayer(FileBlob(path: path))]
        case .directory(let path): return [DirectoryLayer(path: path)]
        }
    }

    /// The container image, for an engine.
    /// - Parameter name: what the engine is to call it: `NAME:TAG`.
    /// - Throws: `unsupported` for what is no image.
    package func container(
        named name: String, _ limits: LayerLimits = LayerLimits()
    ) throws(LayerError) -> ContainerArchive {
        switch self {
        case .ociLayout(let path, let selection, let platform):
            let image = try OCIImage.find(
                selection, platform: platform, in: Self.layout(path, limits), limits: limits)
            return try ContainerArchive(name: name, configuration: image.configuration, layers: image.layers)
        case .dockerArchive(let path, let selection, let platform):
            let source = try BlobArchive(path: path, limits: limits)
            let image = try DockerArchive.find(selection, platform: platform, in: source, limits: limits)
            return try ContainerArchive(name: name, configuration: image.configuration, layers: image.layers)
        case .tar(let path, _), .deb(let path), .directory(let path):
            throw LayerError(
                .unsupported, path, "it is no container image", remedy: "name a docker archive or an OCI layout")
        }
    }

    private static func layout(_ path: String, _ limits: LayerLimits) throws(LayerError) -> any BlobSource {
        let status: FileStatus? = try? FileStatus(Array(path.utf8), followsLinks: true)
        return status?.isDirectory == true ? BlobDirectory(path: path) : try BlobArchive(path: path, limits: limits)
    }
}
