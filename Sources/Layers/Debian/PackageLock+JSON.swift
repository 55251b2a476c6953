package import Documents
import Values

/// The lock file: JSON with sorted keys, one line a value, so that a change of versions reads well in a review.
extension PackageLock {
    /// The file's text.
    package var text: String {
        JSONWriter.text(
            Self.mapping([("layers", Self.list(layers.map(\.node))), ("version", Self.number(1))]), .pretty)
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

    fileprivate static let origin = Origin.start(of: SourceFile(name: "", directory: nil, text: ""))
    fileprivate static func text(_ text: String) -> Node { .string(text, origin: origin) }
    fileprivate static func number(_ number: UInt64) -> Node { .integer(Int(clamping: number), origin: origin) }
    fileprivate static func list(_ items: [Node]) -> Node { .sequence(items, origin: origin) }
    fileprivate static func mapping(_ entries: [(String, Node)]) -> Node { .mapping(entries, origin: origin) }
}

extension LockedLayer {
    /// As it stands in the lock file.
    package var node: Node {
        PackageLock.mapping([
            ("kind", PackageLock.text(request.kind.rawValue)), ("suite", PackageLock.text(request.suite)),
            ("architecture", PackageLock.text(request.architecture)),
            ("archives", PackageLock.list(request.archives.map(\.node))),
            ("requested", PackageLock.list(request.packages.map(PackageLock.text))),
            ("date", PackageLock.text(date.description)), ("packages", PackageLock.list(packages.map(\.node))),
        ])
    }

    fileprivate init?(_ node: Node) {
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
            ("url", PackageLock.text(url)), ("suite", PackageLock.text(suite)),
            ("components", PackageLock.list(components.map(PackageLock.text))),
        ]
        if let keyring { entries.append(("keyring", PackageLock.text(keyring))) }
        if isSnapshot { entries.append(("snapshot", .boolean(true, origin: PackageLock.origin))) }
        return PackageLock.mapping(entries)
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
        PackageLock.mapping([
            ("name", PackageLock.text(identity.name)), ("version", PackageLock.text(identity.version)),
            ("architecture", PackageLock.text(identity.architecture)), ("sha256", PackageLock.text(digest.hexadecimal)),
            ("size", PackageLock.number(size)), ("archive", PackageLock.text(archive)),
            ("path", PackageLock.text(path)),
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
