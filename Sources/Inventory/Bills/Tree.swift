import Documents

/// Makes trees that stand in no file.
enum Tree {
    private static let place = Origin.start(of: SourceFile(name: "", directory: nil, text: ""))

    static func text(_ value: String) -> Node { .string(value, origin: place) }
    static func number(_ value: Int) -> Node { .integer(value, origin: place) }
    static func flag(_ value: Bool) -> Node { .boolean(value, origin: place) }
    static func list(_ values: [Node]) -> Node { .sequence(values, origin: place) }

    /// Entries without a value are left out.
    static func mapping(_ entries: [(String, Node?)]) -> Node {
        .mapping(entries.compactMap { key, value in value.map { (key, $0) } }, origin: place)
    }
}
