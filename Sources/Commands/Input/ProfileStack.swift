import Debian
import Documents
import Images
import Layers
import Profiles
import Values

/// Where the layers of a profile's image come from: locks what is not locked yet.
struct ProfileStack {
    let profile: HostProfile
    /// The profile's file.
    let name: String
    let opening: LayerOpening
    let platform: Platform

    /// Where the layers come from, bottom first; then the container images that are baked in, each a layer of its own.
    func layers() async throws -> [ImageInputs.Layer] {
        var packages = try await locked()[...]
        let image = profile.root["image"]
        let layers = (image?["layers"]?.items ?? []).compactMap { item in
            if item["debian"] != nil || item["debs"] != nil, let layer = packages.popFirst() {
                return ImageInputs.Layer(.packages(layer))
            }
            return source(item).map { ImageInputs.Layer($0) }
        }
        let containers = (image?["containers"]?.items ?? []).compactMap { item in
            item["name"]?.string.flatMap { name in source(item).map { ImageInputs.Layer($0, container: name) } }
        }
        return layers + containers
    }

    /// The package layers in their order, as the lock files say; what no lock file holds is locked now.
    private func locked() async throws -> [LockedLayer] {
        let requests = PackageRequests(profile.root, name: name)
        var layers = try requests.items.map { try LockFile.readIfThere($0.file)?.layer(for: $0.layer) }
        if let place = layers.firstIndex(where: { $0 == nil }) {
            let item = requests.items[place]
            guard !opening.isOffline else {
                throw LayerError(
                    .notLocked, item.file, "it does not lock \(item.layer.name)",
                    remedy: "run `basalt lock \(name)` where there is a network")
            }
            opening.report.note("locking packages in \(item.file)")
            try await PackageStore.withNetwork(isOffline: false) { network in
                _ = try await PackageLocking(
                    store: PackageStore.store, network: network, update: .nothing, isTrial: false,
                    report: opening.report
                ).lock(requests)
            }
            layers = try requests.items.map { try LockFile.read($0.file).layer(for: $0.layer) }
        }
        return layers.compactMap(\.self)
    }

    private func source(_ item: Node) -> ImageInputs.Source? {
        if let oci = item["oci"] {
            let image =
                oci["reference"]?.string.map { $0.hasPrefix("sha256:") ? .digest($0) : .name($0) }
                ?? ImageSelection.only
            return .local(.ociLayout(path: path(oci["layout"]), image, platform))
        }
        if let folder = item["directory"] { return .local(.directory(path: path(folder["path"]))) }
        let kind = item["docker-archive"] == nil ? "tar" : "docker-archive"
        guard let node = item[kind], let source = node["source"]?.string else { return nil }
        let digest = node["sha256"]?.string.flatMap { Digest(hexadecimal: $0) }
        let isRemote = source.hasPrefix("https://")
        switch (kind, digest) {
        case ("tar", let digest?) where isRemote: return .download(url: source, digest)
        case ("tar", _): return .local(.tar(path: path(node["source"]), digest: digest))
        case (_, let digest?): return .dockerArchive(isRemote ? source : path(node["source"]), digest, platform)
        case (_, nil): return .local(.dockerArchive(path: path(node["source"]), .only, platform))
        }
    }

    /// A path of a profile counts from the profile's folder.
    private func path(_ node: Node?) -> String {
        node.map { join($0.origin.file.directory ?? "", $0.string ?? "") } ?? ""
    }
}
