package import Documents
import Values

/// The lock file: JSON with sorted keys, one line a value, so that a change of versions reads well in a review.
extension PackageLock {
    /// The file's text.
    package var text: String {
        JSONWriter.text(
            JSON.mapping([("layers", JSON.list(layers.map(\.node))), ("version", JSON.number(1))]), .pretty)
            + "\n"
    }

    /// - Parameter name: the file, as the user knows it.
    package init(_ text: [UInt8], name: String) throws(LayerError) {
        var diagnostics = Diagnostics()
        let file = SourceFile.decode(text, name: name, directory: nil, into: &diagnostics)
        guard let file, let node = JSONReader.read(file, into: &diagnostics) else {
            throw Self.problem(name, diagnostics.all.first?.message ?? "it is no JSON")
        }
        guard node["version"]?.integer == 1 else {
            throw LayerError(
                .document, name, "it is a lock file of another version than 1",
                remedy: "use the version of basalt that wrote it, or remove it and run `basalt lock`")
        }
        var layers: [LockedLayer] = []
        for item in node["layers"]?.items ?? [] {
            guard let layer = LockedLayer(item) else {
                throw Self.problem(name, "layer \(layers.count) of it is not complete")
            }
            layers.append(layer)
        }
        self.init(layers: layers)
    }

    private static func problem(_ name: String, _ reason: String) -> LayerError {
        LayerError(
            .document, name, "the lock file is damaged: \(reason)",
            remedy: "restore it, or remove it and run `basalt lock`")
    }
}

extension LockedLayer {
    /// As it stands in the lock file.
    package var node: Node {
        JSON.mapping([
            ("kind", JSON.text(request.kind.rawValue)), ("suite", JSON.text(request.suite)),
            ("architecture", JSON.text(request.architecture)),
            ("archives", JSON.list(request.archives.map(\.node))),
            ("requested", JSON.list(request.packages.map(JSON.text))),
            ("date", JSON.text(date.description)), ("packages", JSON.list(packages.map(\.node))),
        ])
    }

    /// nil where the node is no locked layer, or lacks something.
    package init?(_ node: Node) {
        guard let kind = (node["kind"]?.string).flatMap(PackageLayer.Kind.init(rawValue:)),
            let suite = node["suite"]?.string, let architecture = node["architecture"]?.string,
            let archives = all(node["archives"], DebianArchive.init),
            let requested = all(node["requested"], \.string),
            let date = (node["date"]?.string).flatMap({ Timestamp($0) }),
            let packages = all(node["packages"], LockedPackage.init)
        else { return nil }
        self.init(
            request: PackageLayer(
                kind: kind, suite: suite, architecture: architecture, archives: archives, packages: requested),
            date: date, packages: packages)
    }
}

extension DebianArchive {
    fileprivate var node: Node {
        var entries = [
            ("url", JSON.text(url)), ("suite", JSON.text(suite)),
            ("components", JSON.list(components.map(JSON.text))),
        ]
        if let keyring { entries.append(("keyring", JSON.text(keyring))) }
        if isSnapshot { entries.append(("snapshot", JSON.flag(true))) }
        return JSON.mapping(entries)
    }

    fileprivate init?(_ node: Node) {
        guard let url = node["url"]?.string, let suite = node["suite"]?.string,
            let components = all(node["components"], \.string)
        else { return nil }
        self.init(
            url: url, suite: suite, components: components, keyring: node["keyring"]?.string,
            isSnapshot: node["snapshot"]?.boolean ?? false)
    }
}

extension LockedPackage {
    /// As it stands in the lock file.
    package var node: Node {
        JSON.mapping([
            ("name", JSON.text(identity.name)), ("version", JSON.text(identity.version)),
            ("architecture", JSON.text(identity.architecture)), ("sha256", JSON.text(digest.hexadecimal)),
            ("size", JSON.number(size)), ("archive", JSON.text(archive)),
            ("path", JSON.text(path)),
        ])
    }

    fileprivate init?(_ node: Node) {
        guard let name = node["name"]?.string, PackageIdentity.isName(name), let version = node["version"]?.string,
            DebianVersion(version) != nil, let architecture = node["architecture"]?.string,
            PackageIdentity.isName(architecture),
            let digest = (node["sha256"]?.string).flatMap({ Digest(hexadecimal: $0) }),
            let size = (node["size"]?.integer).flatMap({ UInt64(exactly: $0) }), let archive = node["archive"]?.string,
            let path = node["path"]?.string, PackageRecord.isInside(path)
        else { return nil }
        self.init(
            identity: PackageIdentity(name: name, version: version, architecture: architecture), digest: digest,
            size: size, archive: archive, path: path)
    }
}

/// The items of a list, read; nil where one of them cannot be, or where there is no list.
private func all<Item>(_ node: Node?, _ read: (Node) -> Item?) -> [Item]? {
    guard let items = node?.items else { return nil }
    let found = items.compactMap(read)
    return found.count == items.count ? found : nil
}
