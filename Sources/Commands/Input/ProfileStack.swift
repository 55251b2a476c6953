import Debian
import Documents
import Layers
import Profiles
import Values

/// The layers of a profile's image: locks what is not locked yet, gets what is missing.
struct ProfileStack {
    let profile: HostProfile
    /// The profile's file.
    let name: String
    let opening: LayerOpening
    let platform: Platform

    /// The layers, bottom first, and the lock's layers among them.
    struct Opened {
        var layers: [any Layer] = []
        var locked: [LockedLayer] = []
    }

    /// - Throws: `LayerErrors` with all that is wrong.
    func open() async throws -> Opened {
        var packages = try await locked()[...]
        var opened = Opened()
        var problems: [LayerError] = []
        for item in profile.root["image"]?["layers"]?.items ?? [] {
            do {
                if item["debian"] != nil || item["debs"] != nil, let layer = packages.popFirst() {
                    opened.layers += try await opening.layers(of: layer)
                    opened.locked.append(layer)
                } else {
                    opened.layers += try await local(item)
                }
            } catch let error as LayerError { problems.append(error) } catch let errors as LayerErrors {
                problems += errors.all
            }
        }
        if let errors = LayerErrors(problems) { throw errors }
        return opened
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

    private func local(_ item: Node) async throws -> [any Layer] {
        if let image = try await image(item) { return try opening.layers(of: image) }
        if let folder = item["directory"] { return try opening.layers(of: .directory(path: path(folder["path"]))) }
        guard let tar = item["tar"], let source = tar["source"]?.string else { return [] }
        let digest = tar["sha256"]?.string.flatMap { Digest(hexadecimal: $0) }
        if source.hasPrefix("https://"), let digest {
            return [TarLayer(try await opening.download(source, digest), expected: .init(digest: digest))]
        }
        return try opening.layers(of: .tar(path: path(tar["source"]), digest: digest))
    }

    /// The image that an item names by `oci` or `docker-archive`; nil where it names something else.
    func image(_ item: Node) async throws -> LayerSource? {
        if let oci = item["oci"] {
            let image =
                oci["reference"]?.string.map { $0.hasPrefix("sha256:") ? .digest($0) : .name($0) }
                ?? ImageSelection.only
            return .ociLayout(path: path(oci["layout"]), image, platform)
        }
        guard let archive = item["docker-archive"], let source = archive["source"]?.string else { return nil }
        let digest = archive["sha256"]?.string.flatMap { Digest(hexadecimal: $0) }
        if source.hasPrefix("https://"), let digest {
            _ = try await opening.download(source, digest)
            return .dockerArchive(path: PackageStore.store.path(digest), .only, platform)
        }
        if let digest { try FileBlob(path: path(archive["source"])).check(digest) }
        return .dockerArchive(path: path(archive["source"]), .only, platform)
    }

    /// A path of a profile counts from the profile's folder.
    private func path(_ node: Node?) -> String {
        node.map { join($0.origin.file.directory ?? "", $0.string ?? "") } ?? ""
    }
}
