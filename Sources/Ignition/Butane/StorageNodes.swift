import Documents

/// The files, directories and links of a configuration, found by their paths.
struct StorageNodes {
    enum List: String, CaseIterable {
        case files, directories, links
    }

    private var lists: [List: [Node]] = [:]
    private var places: [String: (list: List, index: Int)] = [:]
    private let origin: Origin

    /// - Parameter origin: where lists stand that the configuration did not have.
    init(_ config: Node, origin: Origin) {
        self.origin = origin
        for list in List.allCases {
            lists[list] = config["storage"]?[list.rawValue]?.items ?? []
            for (index, node) in (lists[list] ?? []).enumerated() {
                if let path = node["path"]?.string { places[path] = (list, index) }
            }
        }
    }

    func has(_ path: String) -> Bool { places[path] != nil }

    /// The entry at `path`; nil where there is none or it stands in another list.
    subscript(list: List, path: String) -> Node? {
        guard let place = places[path], place.list == list else { return nil }
        return lists[list]?[place.index]
    }

    /// Adds an entry, or puts it in the place of the one at the same path in the same list.
    mutating func set(_ node: Node, _ list: List, _ path: String) {
        if let place = places[path], place.list == list {
            lists[list]?[place.index] = node
        } else {
            places[path] = (list, lists[list]?.count ?? 0)
            lists[list, default: []].append(node)
        }
    }

    /// - Returns: false, without a change, where something has the path.
    mutating func add(_ node: Node, _ list: List, _ path: String) -> Bool {
        guard !has(path) else { return false }
        set(node, list, path)
        return true
    }

    /// The configuration with these lists.
    func joined(with config: Node) -> Node {
        var config = config
        var storage = config["storage"] ?? .mapping([], origin: origin)
        for list in List.allCases {
            guard let items = lists[list], !items.isEmpty else { continue }
            storage[list.rawValue] = .sequence(items, origin: storage[list.rawValue]?.origin ?? origin)
        }
        config["storage"] = storage
        return config
    }
}
