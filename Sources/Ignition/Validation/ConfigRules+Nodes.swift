import Documents

extension ConfigRules {
    /// Files, directories and links, each with its path in the configuration.
    private var nodes: [(node: Node, path: NodePath)] {
        items("storage", "directories") + items("storage", "files") + items("storage", "links")
    }

    mutating func checkNodes() {
        let unitFiles = unitFiles()
        for (node, path) in nodes {
            for owner in ["user", "group"] {
                guard let value = node[owner], value["id"]?.integer != nil, value.text("name") != nil else { continue }
                error(
                    .conflictingValues, "both a number and a name are given", at: path / owner,
                    remedy: "keep `id` or `name`")
            }
            guard let text = node.text("path"), let unit = unitFiles[text] else { continue }
            error(
                .twoOwners, "`\(text)` is also written by a systemd unit of this configuration", at: path / "path",
                remedy: "keep one of them", notes: [.init("the unit stands here", at: unit.origin.firstLine)])
        }
        for (file, path) in items("storage", "files")
        where file.isTrue("overwrite") && (file["contents"]?["source"]?.isNull ?? true) {
            error(
                .conflictingValues, "`overwrite: true` needs contents to overwrite with", at: path / "overwrite",
                remedy: "add `contents`, or remove `overwrite`")
        }
    }

    /// The files that the configuration's units and drop-ins become.
    private func unitFiles() -> [String: Node] {
        var files: [String: Node] = [:]
        for (unit, _) in items("systemd", "units") {
            let path = "/etc/systemd/system/" + (unit["name"]?.string ?? "")
            if unit.text("contents") != nil { files[path] = unit }
            for dropin in unit["dropins"]?.items ?? [] where dropin.text("contents") != nil {
                files[path + ".d/" + (dropin["name"]?.string ?? "")] = dropin
            }
        }
        return files
    }

    mutating func checkLinks() {
        let links = items("storage", "links")
        var owners: [String: Node] = [:]
        for (link, _) in links { if let path = link.text("path") { owners[path] = link } }
        if !owners.isEmpty {
            for (node, path) in nodes {
                guard let text = node.text("path"),
                    let parent = CleanPath.ancestors(text).first(where: { owners[$0] != nil })
                else { continue }
                error(
                    .belowLink, "`\(shortened(text))` lies below the link `\(shortened(parent))`", at: path,
                    remedy: "write the path that the link points to",
                    notes: [.init("the link stands here", at: owners[parent]?.origin.firstLine)])
            }
        }
        let directories = Set(items("storage", "directories").compactMap { $0.node.text("path") })
        for (link, path) in links {
            if link.text("target") == nil {
                error(
                    .missingValue, "the link does not say what it points to", at: path / "target",
                    remedy: "add `target`")
            }
            if link.isTrue("hard") { checkHard(link, directories, at: path) }
        }
    }

    private mutating func checkHard(_ link: Node, _ directories: Set<String>, at path: NodePath) {
        guard let target = link.text("target") else { return }
        let cleaned = CleanPath.clean(target)
        let absolute = cleaned.hasPrefix("/") ? cleaned : CleanPath.join(link.text("path") ?? "", target)
        if directories.contains(absolute) {
            error(
                .conflictingValues, "a hard link cannot point to the directory `\(shortened(absolute))`", at: path,
                remedy: "remove `hard`")
        }
        for owner in ["user", "group"] {
            for name in ["id", "name"] where link[owner]?[name].map({ !$0.isNull }) ?? false {
                warning(
                    .conflictingValues, "a hard link has the owner of its target; this is ignored",
                    at: path / owner / name)
            }
        }
    }
}
