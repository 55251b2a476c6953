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

    /// Where the layers come from, bottom first.
    func sources() async throws -> [ImageInputs.Source] {
        var packages = try await locked()[...]
        return (profile.root["image"]?["layers"]?.items ?? []).compactMap { item in
            if item["debian"] != nil || item["debs"] != nil, let layer = packages.popFirst() { return .packages(layer) }
            return Self.source(item, platform)
        }
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

    private static func source(_ item: Node, _ platform: Platform) -> ImageInputs.Source? {
        func path(_ node: Node?) -> String { node.map { join($0.origin.file.directory ?? "", $0.string ?? "") } ?? "" }
        if let oci = item["oci"] {
            let image =
                oci["reference"]?.string.map { $0.hasPrefix("sha256:") ? .digest($0) : .name($0) }
                ?? ImageSelection.only
            return .local(.ociLayout(path: path(oci["layout"]), image, platform))
        }
        if let archive = item["docker-archive"] {
            return .local(.dockerArchive(path: path(archive["source"]), .only, platform))
        }
        if let folder = item["directory"] { return .local(.directory(path: path(folder["path"]))) }
        guard let tar = item["tar"], let source = tar["source"]?.string else { return nil }
        let digest = tar["sha256"]?.string.flatMap { Digest(hexadecimal: $0) }
        if source.hasPrefix("https://"), let digest { return .download(url: source, digest) }
        return .local(.tar(path: path(tar["source"]), digest: digest))
    }
}
