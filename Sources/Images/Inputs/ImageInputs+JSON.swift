package import Documents
import Layers
import Values

/// The inputs as JSON: keys sorted, schema 1.
extension ImageInputs {
    package var text: String { JSONWriter.text(node.withoutSecrets, .pretty) + "\n" }

    private var node: Node {
        JSON.mapping([
            ("schema", JSON.number(1)), ("name", JSON.text(name)), ("version", JSON.text(version)),
            ("profile", profile), ("profileDigest", JSON.text(profileDigest.description)),
            ("layers", JSON.list(layers.map(\.node))),
            (
                "bootOrder",
                JSON.list(
                    bootOrder.map { path in
                        String(validating: path, as: UTF8.self).map(JSON.text)
                            ?? JSON.mapping(["base64": JSON.text(Base64.encode(path))])
                    })
            ),
            ("sourceDateEpoch", givenDate.map { JSON.number($0.seconds) }),
            (
                "limits",
                JSON.mapping([
                    "bytes": JSON.number(limits.uncompressedBytes), "ratio": JSON.number(limits.ratio),
                    "entries": JSON.number(limits.entries),
                    "allow": JSON.list(limits.allowed.map(\.rawValue).sorted().map(JSON.text)),
                ])
            ),
            ("tools", JSON.mapping(tools.mapValues { JSON.text($0) })),
        ])
    }

    /// nil where the node holds no inputs of this schema, or lacks something.
    package init?(_ node: Node) {
        guard node["schema"]?.integer == 1, let version = node["version"]?.string, let profile = node["profile"],
            let digest = node["profileDigest"]?.string.flatMap({ Digest($0) }), let items = node["layers"]?.items
        else { return nil }
        let platform: Platform = profile["target"]?["architecture"]?.string == "aarch64" ? .arm64 : .amd64
        let layers = items.compactMap { Layer($0, platform) }
        let order = (node["bootOrder"]?.items ?? []).compactMap { item in
            item.string.map { Array($0.utf8) } ?? item["base64"]?.string.flatMap { Base64.decode($0) }
        }
        guard layers.count == items.count, order.count == node["bootOrder"]?.items?.count ?? 0 else { return nil }
        self.init(version: version, profile: profile, profileDigest: digest, layers: layers)
        bootOrder = order
        givenDate = node["sourceDateEpoch"]?.integer.map { Timestamp(seconds: Int64($0)) }
        let bounds = node["limits"]
        limits.uncompressedBytes = bounds?["bytes"]?.integer.flatMap { UInt64(exactly: $0) } ?? limits.uncompressedBytes
        limits.ratio = bounds?["ratio"]?.integer.flatMap { UInt64(exactly: $0) } ?? limits.ratio
        limits.entries = bounds?["entries"]?.integer ?? limits.entries
        limits.allowed = Set((bounds?["allow"]?.strings ?? []).compactMap(Oddity.init(rawValue:)))
        for entry in node["tools"]?.mapping?.entries ?? [] { tools[entry.key] = entry.value.string }
    }
}

extension ImageInputs.Layer {
    fileprivate var node: Node {
        let digests = JSON.list(digests.map { $0.map { JSON.text($0.description) } ?? JSON.null })
        return JSON.mapping(source.entries + [("container", container.map(JSON.text)), ("digests", digests)])
    }

    fileprivate init?(_ node: Node, _ platform: Platform) {
        guard let source = ImageInputs.Source(node, platform) else { return nil }
        self.init(
            source, container: node["container"]?.string,
            digests: (node["digests"]?.items ?? []).map { $0.string.flatMap { Digest($0) } })
    }
}

extension ImageInputs.Source {
    fileprivate var entries: [(String, Node?)] {
        func local(_ type: String, _ path: String, _ image: ImageSelection = .only) -> [(String, Node?)] {
            let name: String? =
                switch image {
                case .only: nil
                case .name(let text), .digest(let text): text
                }
            return [("type", JSON.text(type)), ("path", JSON.text(path)), ("image", name.map(JSON.text))]
        }
        switch self {
        case .local(.ociLayout(let path, let image, _)): return local("oci", path, image)
        case .local(.dockerArchive(let path, let image, _)): return local("docker-archive", path, image)
        case .local(.tar(let path, let digest)):
            return local("tar", path) + [("sha256", digest.map { JSON.text($0.hexadecimal) })]
        case .local(.deb(let path)): return local("deb", path)
        case .local(.directory(let path)): return local("directory", path)
        case .download(let url, let digest):
            return [
                ("type", JSON.text("download")), ("url", JSON.text(url)), ("sha256", JSON.text(digest.hexadecimal)),
            ]
        case .dockerArchive(let place, let digest, _):
            return [
                ("type", JSON.text("docker-archive")), (place.hasPrefix("https://") ? "url" : "path", JSON.text(place)),
                ("sha256", JSON.text(digest.hexadecimal)),
            ]
        case .packages(let locked): return [("type", JSON.text("packages")), ("lock", locked.node)]
        }
    }

    fileprivate init?(_ node: Node, _ platform: Platform) {
        let image =
            node["image"]?.string.map { $0.hasPrefix("sha256:") ? .digest($0) : .name($0) } ?? ImageSelection.only
        let digest = node["sha256"]?.string.flatMap { Digest(hexadecimal: $0) }
        switch (node["type"]?.string, node["path"]?.string, node["url"]?.string, digest) {
        case ("oci", let path?, _, _): self = .local(.ociLayout(path: path, image, platform))
        case ("docker-archive", let path?, _, let digest?): self = .dockerArchive(path, digest, platform)
        case ("docker-archive", _, let url?, let digest?) where url.hasPrefix("https://"):
            self = .dockerArchive(url, digest, platform)
        case ("docker-archive", let path?, _, nil): self = .local(.dockerArchive(path: path, image, platform))
        case ("tar", let path?, _, let digest): self = .local(.tar(path: path, digest: digest))
        case ("deb", let path?, _, _): self = .local(.deb(path: path))
        case ("directory", let path?, _, _): self = .local(.directory(path: path))
        case ("download", _, let url?, let digest?): self = .download(url: url, digest)
        case ("packages", _, _, _):
            guard let locked = node["lock"].flatMap(LockedLayer.init) else { return nil }
            self = .packages(locked)
        default: return nil
        }
    }
}

extension Node {
    /// The tree without logins in addresses, and without texts that look like secrets.
    fileprivate var withoutSecrets: Node {
        var result = self
        switch content {
        case .scalar:
            guard let text = string else { return self }
            let bare = withoutLogin(text)
            let shown = SecretText.kind(in: Array(bare.utf8)) == nil ? bare : "(left out, since it holds a secret)"
            if shown != text { result = JSON.text(shown) }
        case .sequence(let items): result.content = .sequence(items.map(\.withoutSecrets))
        case .mapping(var mapping):
            for place in mapping.entries.indices {
                mapping.entries[place].value = mapping.entries[place].value.withoutSecrets
            }
            result.content = .mapping(mapping)
        }
        return result
    }
}
