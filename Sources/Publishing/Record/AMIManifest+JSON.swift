package import Documents
import Values

/// `amis.json`: keys sorted, schema 1.
extension AMIManifest {
    /// The file's name beside the disk.
    package static let file = "amis.json"

    package var text: String { JSONWriter.text(node, .pretty) + "\n" }

    package var node: Node {
        JSON.mapping([
            ("schema", JSON.number(1)), ("name", JSON.text(name)), ("version", JSON.text(version)),
            ("architecture", JSON.text(architecture)), ("digest", JSON.text(digest.description)),
            ("imageName", JSON.text(imageName)), ("account", JSON.text(account)), ("home", JSON.text(home)),
            ("complete", JSON.flag(isComplete)), ("sharedWith", JSON.list(accounts.map(JSON.text))),
            ("deprecation", deprecation.map { JSON.text($0.description) }),
            ("parameter", parameter.map { JSON.text($0) }),
            (
                "regions",
                JSON.mapping(
                    regions.mapValues { region in
                        JSON.mapping([
                            ("state", JSON.text(region.state.rawValue)),
                            ("reason", region.reason.map { JSON.text($0) }),
                            ("image", region.image.map { JSON.text($0) }),
                            ("snapshot", region.snapshot.map { JSON.text($0) }),
                            ("kmsKey", region.key.map { JSON.text($0) }),
                        ])
                    })
            ),
        ])
    }

    /// nil where the node is no manifest of this schema, or lacks something.
    package init?(_ node: Node) {
        guard node["schema"]?.integer == 1, let name = node["name"]?.string, let version = node["version"]?.string,
            let architecture = node["architecture"]?.string,
            let digest = node["digest"]?.string.flatMap({ Digest($0) }), let imageName = node["imageName"]?.string,
            let account = node["account"]?.string, let home = node["home"]?.string,
            let entries = node["regions"]?.mapping?.entries
        else { return nil }
        var regions: [String: Region] = [:]
        for entry in entries {
            guard let state = entry.value["state"]?.string.flatMap(Region.State.init) else { return nil }
            var region = Region(state: state)
            region.reason = entry.value["reason"]?.string
            region.image = entry.value["image"]?.string
            region.snapshot = entry.value["snapshot"]?.string
            region.key = entry.value["kmsKey"]?.string
            regions[entry.key] = region
        }
        self.init(
            name: name, version: version, architecture: architecture, digest: digest, imageName: imageName,
            account: account, home: home, accounts: node["sharedWith"]?.strings ?? [],
            deprecation: node["deprecation"]?.string.flatMap(Timestamp.init), parameter: node["parameter"]?.string,
            regions: regions)
    }

    /// Reads `amis.json` of an image's folder; nil where there is none.
    package static func read(_ folder: String) throws(PublishError) -> AMIManifest? {
        let path = "\(folder)/\(file)"
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(path, limit: 16 << 20) } catch {
            if error.kind == .missing { return nil }
            throw PublishError(.record, "cannot read `\(path)`: \(error.reason)")
        }
        var diagnostics = Diagnostics()
        guard let source = SourceFile.decode(bytes, name: path, directory: nil, into: &diagnostics),
            let node = JSONReader.read(source, into: &diagnostics), let manifest = AMIManifest(node)
        else {
            throw PublishError(
                .record, "`\(path)` is no manifest that this version of basalt can read",
                remedy: "remove it, and publish again: what is in EC2 is found")
        }
        return manifest
    }
}
