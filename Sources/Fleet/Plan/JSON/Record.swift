package import Documents

/// Builds the tree of a record that Basalt writes itself: plans, locks, requests. Absent values leave no key.
package enum Record {
    private static let origin = Origin.start(of: SourceFile(name: "record", directory: nil, text: ""))

    package static func object(_ entries: [(String, Node?)]) -> Node {
        .mapping(entries.compactMap { key, value in value.map { (key, $0) } }, origin: origin)
    }

    package static func list(_ items: [Node]) -> Node { .sequence(items, origin: origin) }
    package static func text(_ text: String?) -> Node? { text.map { .string($0, origin: origin) } }
    package static func texts(_ texts: [String]) -> Node { list(texts.map { .string($0, origin: origin) }) }
    package static func number(_ number: Int?) -> Node? { number.map { .integer($0, origin: origin) } }
    package static func flag(_ flag: Bool) -> Node { .boolean(flag, origin: origin) }

    /// The tree of bytes that were written as JSON; nil for anything else.
    package static func read(_ bytes: [UInt8], name: String) -> Node? {
        var diagnostics = Diagnostics()
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        return JSONReader.read(SourceFile(name: name, directory: nil, text: text), into: &diagnostics)
    }
}
