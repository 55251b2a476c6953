import Documents

/// What an image is made of: each part has one source, and what comes from the network is known by its digest.
extension ProfileRules {
    static func checkImage(_ host: HostProfile, into diagnostics: inout Diagnostics) {
        let image = host.root["image"]
        let path = NodePath([.key("image")])
        for (index, layer) in (image?["layers"]?.items ?? []).enumerated() {
            let place = path / "layers" / index
            checkOneSource(layer, "a layer", at: place, into: &diagnostics)
            for kind in ["tar", "docker-archive"] {
                checkArchive(layer[kind], "a layer", at: place / kind, into: &diagnostics)
            }
        }
        var names: [String: Node] = [:]
        for (index, item) in (image?["containers"]?.items ?? []).enumerated() {
            let place = path / "containers" / index
            checkOneSource(item, "a container image", at: place, into: &diagnostics)
            checkArchive(item["docker-archive"], "a container image", at: place / "docker-archive", into: &diagnostics)
            guard let name = item["name"], let text = name.string else { continue }
            if let other = names.updateValue(name, forKey: text) {
                diagnostics.error(
                    .twoOwners, "the engine cannot call two images `\(text)`", at: place / "name", origin: name.origin,
                    remedy: "give one of them another tag", notes: [.init("the first one", at: other.origin)])
            }
        }
    }

    /// What the engine calls the images that are baked in.
    static func bakedImages(_ host: HostProfile) -> Set<String> {
        Set((host.root["image"]?["containers"]?.items ?? []).compactMap { $0["name"]?.string })
    }

    private static func checkOneSource(
        _ node: Node, _ what: String, at path: NodePath, into diagnostics: inout Diagnostics
    ) {
        // What is no mapping, the schema has complained about.
        guard let kinds = node.mapping?.keys.filter({ $0 != "name" }), kinds.count != 1 else { return }
        diagnostics.error(
            .conflictingValues,
            "\(what) has one source, not \(kinds.isEmpty ? "none" : kinds.joined(separator: " and "))", at: path,
            origin: node.origin.firstLine, remedy: "write each source as a list item of its own")
    }

    private static func checkArchive(
        _ archive: Node?, _ what: String, at path: NodePath, into diagnostics: inout Diagnostics
    ) {
        guard let source = archive?["source"], let address = source.string, let scheme = scheme(of: address) else {
            return
        }
        if scheme == "docker" {
            diagnostics.error(
                .wrongValue, "no registry is asked for \(what)", at: path / "source", origin: source.origin,
                remedy: "run `skopeo copy \(address) docker-archive:image.tar`, and write `source: image.tar`")
        } else if scheme != "https" {
            diagnostics.error(
                .wrongValue, "\(what) is a local file or comes by https, not by \(scheme)",
                at: path / "source", origin: source.origin,
                remedy: "use an https address with its `sha256`, or fetch the file and write its path")
        } else if archive?["sha256"] == nil {
            diagnostics.error(
                .missingValue, "\(what) from the network needs its `sha256`", at: path, origin: source.origin,
                remedy: "add `sha256:` with the digest that you expect")
        }
    }

    /// What stands before `://`, in lower case; nil for the path of a file.
    private static func scheme(of source: String) -> String? {
        source.firstRange(of: "://").map { source[..<$0.lowerBound].lowercased() }
    }
}
