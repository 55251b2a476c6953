import Documents
import Glibc
import Images
import Layers

extension ImageInputs {
    /// With the paths of local layers from `/` on, so that they are found from everywhere.
    var absolute: ImageInputs {
        var result = self
        result.layers = layers.map { layer in
            guard case .local(let source) = layer.source else { return layer }
            return Layer(.local(source.absolute), digests: layer.digests)
        }
        return result
    }
}

extension LayerSource {
    fileprivate var absolute: LayerSource {
        switch self {
        case .ociLayout(let path, let image, let platform): .ociLayout(path: Self.absolute(path), image, platform)
        case .dockerArchive(let path, let image, let platform):
            .dockerArchive(path: Self.absolute(path), image, platform)
        case .tar(let path, let digest): .tar(path: Self.absolute(path), digest: digest)
        case .deb(let path): .deb(path: Self.absolute(path))
        case .directory(let path): .directory(path: Self.absolute(path))
        }
    }

    private static func absolute(_ path: String) -> String {
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return join(String(cString: folder), path)
    }
}
