import Documents
import Layers
import Profiles

/// The layers of Debian packages that a profile asks for, by the lock file that holds each.
struct PackageRequests {
    struct Item {
        /// The lock file's path, as this process finds it.
        let file: String
        let layer: PackageLayer
        /// The folder that the layer's keyrings count from.
        let folder: String
    }

    let items: [Item]

    /// - Parameters:
    ///   - profile: a composed profile that satisfies the schema.
    ///   - name: the profile's file.
    init(_ profile: Node, name: String) {
        let architecture = profile["target"]?["architecture"]?.string == "aarch64" ? "arm64" : "amd64"
        let layers = profile["image"]?["layers"]?.items ?? []
        let suite = layers.compactMap { $0["debian"]?["suite"]?.string }.first ?? "trixie"
        items = layers.compactMap { layer -> Item? in
            for kind in [PackageLayer.Kind.debian, .debs] {
                guard let node = layer[kind.rawValue] else { continue }
                return Self.item(node, kind, suite: suite, architecture: architecture, name: name)
            }
            return nil
        }
    }

    private static func item(
        _ node: Node, _ kind: PackageLayer.Kind, suite: String, architecture: String, name: String
    ) -> Item {
        let suite = node["suite"]?.string ?? suite
        let lock = node["lock"]
        let file = lock?.string.map { join(lock?.origin.file.directory ?? "", $0) } ?? defaultFile(name)
        let layer = PackageLayer(
            kind: kind, suite: suite, architecture: architecture, archives: archives(node, suite),
            packages: (node["packages"]?.items ?? []).compactMap(\.string))
        return Item(file: file, layer: layer, folder: node["repositories"]?.origin.file.directory ?? "")
    }

    /// Debian's own archives and the profile's; a repository of the layer's own suite is a mirror, and stands in for
    /// all of Debian's.
    private static func archives(_ node: Node, _ suite: String) -> [DebianArchive] {
        let others = (node["repositories"]?.items ?? []).map { item in
            let components = (item["components"]?.items ?? []).compactMap(\.string)
            return DebianArchive(
                url: item["url"]?.string ?? "", suite: item["suite"]?.string ?? "",
                components: components.isEmpty ? ["main"] : components, keyring: item["keyring"]?.string)
        }
        let isMirrored = others.contains { $0.suite == suite }
        return (isMirrored ? [] : DebianArchive.debian(suite, snapshot: node["snapshot"]?.string)) + others
    }

    private static func defaultFile(_ profile: String) -> String {
        let base = profile.hasSuffix(".yaml") ? String(profile.dropLast(5)) : profile
        return base + ".lock.json"
    }
}
