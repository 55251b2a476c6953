/// Makes trees that come from no file, to be written as JSON.
package enum JSON {
    private static let origin = Origin.start(of: SourceFile(name: "", directory: nil, text: ""))

    package static let null = Node(.scalar(Scalar(.null, text: "null", isPlain: true)), origin: origin)

    package static func text(_ text: String) -> Node { .string(text, origin: origin) }

    /// The nearest number that an `Int` can hold.
    package static func number(_ number: some BinaryInteger) -> Node { .integer(Int(clamping: number), origin: origin) }

    package static func flag(_ flag: Bool) -> Node { .boolean(flag, origin: origin) }

    package static func seconds(_ seconds: Double) -> Node {
        Node(.scalar(Scalar(.float(seconds), text: "\(seconds)", isPlain: true)), origin: origin)
    }

    package static func list(_ items: [Node]) -> Node { .sequence(items, origin: origin) }

    /// Entries without a value are left out.
    package static func mapping(_ entries: [(String, Node?)]) -> Node {
        .mapping(entries.compactMap { key, value in value.map { (key, $0) } }, origin: origin)
    }

    package static func mapping(_ entries: [String: Node]) -> Node {
        .mapping(entries.map { ($0.key, $0.value) }, origin: origin)
    }
}
