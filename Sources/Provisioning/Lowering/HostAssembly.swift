import Documents
import Ignition

/// Joins the parts of a host into one Ignition configuration. Nothing is ever overwritten: two parts that want the same
/// path, user or unit are an error, unless they say exactly the same.
enum HostAssembly {
    /// Lists that belong together: entries with the same key in any of them are one thing.
    private static let spaces: [(key: String, lists: [[String]])] = [
        ("path", [["storage", "files"], ["storage", "directories"], ["storage", "links"]]),
        ("name", [["systemd", "units"]]), ("name", [["passwd", "users"]]), ("name", [["passwd", "groups"]]),
        ("device", [["storage", "disks"]]), ("device", [["storage", "filesystems"]]),
        ("name", [["storage", "raid"]]), ("name", [["storage", "luks"]]),
    ]

    /// The whole configuration, without `ignition.version`; lists are sorted by key.
    static func join(_ parts: [HostPart], origin: Origin, into diagnostics: inout Diagnostics) -> Node {
        var result = Node.mapping([], origin: origin)
        for part in parts { result = IgnitionMerge.merge(result, rest(of: part.config)) }
        for space in spaces {
            var seen: [String: Item] = [:]
            for list in space.lists {
                for part in parts {
                    for node in part.config[list]?.items ?? [] {
                        add(Item(node: node, list: list, part: part), key: space.key, to: &seen, into: &diagnostics)
                    }
                }
            }
            for list in space.lists {
                let items = seen.filter { $0.value.list == list }
                    .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value.node)
                guard !items.isEmpty else { continue }
                var section = result[list[0]] ?? .mapping([], origin: origin)
                section[list[1]] = .sequence(items, origin: items[0].origin)
                result[list[0]] = section
            }
        }
        return result
    }

    private struct Item {
        var node: Node
        let list: [String]
        let part: HostPart
    }

    /// A part without the lists that are joined here.
    private static func rest(of config: Node) -> Node {
        var config = config
        for list in spaces.flatMap(\.lists) where config[list] != nil { config[list[0]]?[list[1]] = nil }
        return config
    }

    private static func add(
        _ item: Item, key: String, to seen: inout [String: Item], into diagnostics: inout Diagnostics
    ) {
        let name = item.node[key]?.string ?? ""
        guard let first = seen[name] else {
            seen[name] = item
            return
        }
        if first.node == item.node, first.list == item.list { return }
        if item.list == ["systemd", "units"], let joined = joined(first.node, item.node) {
            seen[name]?.node = joined
            return
        }
        let thing = item.list[1].dropLast()
        let remedy =
            first.part.place == nil || item.part.place == nil
            ? "leave `\(name)` to one of them, or write the template's text into the profile instead of using it"
            : "leave out one of them"
        diagnostics.error(
            .twoOwners, "the \(thing) `\(name)` has two owners: \(first.part.owner) and \(item.part.owner)",
            origin: (item.part.place ?? item.node.origin).firstLine, remedy: remedy,
            notes: [.init("the first owner", at: (first.part.place ?? first.node.origin).firstLine)])
    }

    /// One unit from two descriptions that do not contradict each other: drop-ins add up.
    private static func joined(_ first: Node, _ second: Node) -> Node? {
        var result = first
        for entry in second.mapping?.entries ?? [] {
            guard let value = first[entry.key] else {
                result[entry.key] = entry.value
                continue
            }
            if entry.key == "dropins", let old = value.items, let new = entry.value.items {
                let names = Set(old.compactMap { $0["name"]?.string })
                guard new.allSatisfy({ !names.contains($0["name"]?.string ?? "") }) else { return nil }
                result["dropins"] = .sequence(old + new, origin: value.origin)
            } else if value != entry.value {
                return nil
            }
        }
        return result
    }
}
