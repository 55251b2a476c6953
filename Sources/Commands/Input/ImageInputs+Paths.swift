import Documents
import Glibc
import Images
import Layers

extension ImageInputs {
    /// With the paths of local layers from `/` on, so that they are found from everywhere.
    var absolute: ImageInputs {
        var result = self
        result.layers = layers.map { layer in
            switch layer.source {
            case .local(let source): layer.with(.local(source.absolute))
            case .dockerArchive(let path, let digest, let platform) where layer.source.path != nil:
                layer.with(.dockerArchive(LayerSource.absolute(path), digest, platform))
            case .dockerArchive, .download, .packages: layer
            }
        }
        return result
    }
}

extension ImageInputs.Layer {
    fileprivate func with(_ source: ImageInputs.Source) -> Self {
        Self(source, container: container, digests: digests)
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

    fileprivate static func absolute(_ path: String) -> String {
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return join(String(cString: folder), path)
    }
}
