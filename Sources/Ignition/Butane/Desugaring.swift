import Documents
import Values

/// One translation of a body into Ignition's words: names are spelled anew, content is put into data URLs, mount units
/// and trees are written out.
///
/// Source: `base/v0_7/translate.go` of Butane, and its older versions where `specification` asks for them.
struct Desugaring {
    /// What the result is for; older ones have fewer kinds of mount units.
    let specification: Version
    let compresses: Bool
    let decimalMode: Diagnostic.Severity
    var reader: LocalFileReader
    var diagnostics = Diagnostics()

    /// - Parameter path: where `body` stands in its document.
    mutating func run(_ body: Node, at path: NodePath) -> Node {
        checkSource(body, at: path)
        var config = namingAccounts(renamed(body, at: path))
        config = addMountUnits(of: body, to: config)
        return addTrees(of: body, to: config, at: path / "storage" / "trees")
    }

    mutating func error(_ problem: LocalProblem, at path: NodePath, origin: Origin) {
        diagnostics.error(problem.code, problem.message, at: path, origin: origin.firstLine, remedy: problem.remedy)
    }

    /// Accounts without a name get an empty one, which Ignition's format demands.
    private func namingAccounts(_ config: Node) -> Node {
        var config = config
        for list in ["users", "groups"] {
            guard let node = config["passwd"]?[list], let items = node.items,
                items.contains(where: { $0["name"] == nil })
            else { continue }
            let named = items.map { item in
                var item = item
                if item.mapping != nil, item["name"] == nil { item["name"] = Maker(origin: item.origin).text("") }
                return item
            }
            var passwd = config["passwd"]
            passwd?[list] = .sequence(named, origin: node.origin)
            config["passwd"] = passwd
        }
        return config
    }

    /// The value with Ignition's names; nulls are left out, sugar that stands inside is replaced.
    mutating func renamed(_ node: Node, at path: NodePath) -> Node {
        switch node.content {
        case .scalar: return node
        case .sequence(let items):
            let items = items.enumerated().map { renamed($1, at: path / $0) }
            return Node(.sequence(items), origin: node.origin, replaced: node.replaced)
        case .mapping(let mapping):
            return Node(.mapping(renamed(mapping, at: path)), origin: node.origin, replaced: node.replaced)
        }
    }

    private mutating func renamed(_ mapping: Mapping, at path: NodePath) -> Mapping {
        var result = Mapping()
        for entry in mapping.entries where !entry.value.isNull {
            let here = path / entry.key
            switch entry.key {
            case "with_mount_unit", "trees": continue
            case "inline", "local", "contents_local", "ssh_authorized_keys_local": continue
            default:
                let value = renamed(entry.value, at: here)
                result.entries.append(.init(key: Words.camel(entry.key), keyOrigin: entry.keyOrigin, value: value))
            }
        }
        for key in ["local", "inline"] { if let node = mapping[key] { embed(node, key, in: &result, at: path / key) } }
        if let node = mapping["contents_local"], let name = node.string, !name.isEmpty {
            embedText(node, name, in: &result, at: path / "contents_local")
        }
        if let list = mapping["ssh_authorized_keys_local"] {
            addKeys(list, to: &result, at: path / "ssh_authorized_keys_local")
        }
        return result
    }
}
