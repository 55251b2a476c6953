import Documents

/// Makes values that all stand at one place: what sugar turns into.
struct Maker {
    let origin: Origin

    func text(_ value: String) -> Node { .string(value, origin: origin) }
    func number(_ value: Int) -> Node { .integer(value, origin: origin) }
    func flag(_ value: Bool) -> Node { .boolean(value, origin: origin) }
    func list(_ items: [Node]) -> Node { .sequence(items, origin: origin) }
    func object(_ entries: KeyValuePairs<String, Node?>) -> Node {
        .mapping(entries.compactMap { entry in entry.value.map { (entry.key, $0) } }, origin: origin)
    }
}
