import Documents

extension Array: WireValue where Element: WireValue {
    package var wire: Wire { .list(map(\.wire)) }

    package init(_ source: WireSource) throws(WireError) {
        var items: [WireSource]
        switch source {
        case .xml(let element): items = element.children.map { .xml($0) }
        case .json(let node):
            guard let nodes = node.items else { throw WireError("there is \(node.kindName) where a list is due") }
            items = nodes.map { .json($0) }
        case .text(let text): items = text.split(separator: ",").map { .text(String($0)) }
        case .bytes, .map, .answer: throw WireError("there is no list where one is due")
        }
        self = []
        reserveCapacity(items.count)
        for item in items { append(try Element(item)) }
    }
}

extension Dictionary: WireValue where Key == String, Value: WireValue {
    package var wire: Wire { .map(mapValues(\.wire)) }

    package init(_ source: WireSource) throws(WireError) {
        self = [:]
        switch source {
        case .json(let node):
            guard let mapping = node.mapping else { throw WireError("there is \(node.kindName) where a map is due") }
            for entry in mapping.entries where !entry.value.isNull { self[entry.key] = try Value(.json(entry.value)) }
        case .map(let texts): for (key, text) in texts { self[key] = try Value(.text(text)) }
        case .xml, .text, .bytes, .answer: throw WireError("there is no map where one is due")
        }
    }
}
