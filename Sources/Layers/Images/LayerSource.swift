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
            let status: FileStatus? = try? FileStatus(Array(path.utf8), followsLinks: true)
            let source: any BlobSource =
                status?.isDirectory == true ? BlobDirectory(path: path) : try BlobArchive(path: path, limits: limits)
            return try OCIImage.find(selection, platform: platform, in: source, limits: limits).layers
        case .dockerArchive(let path, let selection, let platform):
            let source = try BlobArchive(path: path, limits: limits)
            return try DockerArchive.find(selection, platform: platform, in: source, limits: limits).layers
        case .tar(let path, let digest):
            return [TarLayer(FileBlob(path: path), expected: .init(digest: digest))]
        case .deb(let path): return [DebLayer(FileBlob(path: path))]
        case .directory(let path): return [DirectoryLayer(path: path)]
        }
    }
}
