package import Documents
import Ignition

/// The cases in Tests/Conformance, whose README says what they hold.
package enum Conformance {
    private static let root =
        "\(#filePath)".split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Conformance"

    /// The names of the cases of a set.
    package static func cases(_ set: String) -> [String] {
        ((try? DiskFiles().list("\(root)/\(set)")) ?? []).filter { $0.kind == .folder }.map(\.name)
    }

    /// Where a file of a case stands.
    package static func path(_ set: String, _ name: String, _ file: String) -> String {
        "\(root)/\(set)/\(name)/\(file)"
    }

    package static func text(_ set: String, _ name: String, _ file: String) throws -> String {
        String(decoding: try DiskFiles().read(path(set, name, file), limit: 1 << 24), as: UTF8.self)
    }

    /// The case's files directory; nil where it has none.
    package static func filesDirectory(_ set: String, _ name: String) -> String? {
        let path = path(set, name, "files")
        return (try? DiskFiles().list(path)) == nil ? nil : path
    }

    /// A configuration in the form in which two are compared: without empty values, with the bytes of data URLs.
    package static func canonical(_ node: Node) -> String { JSONWriter.text(stripped(node) ?? node, .pretty) }

    private static func stripped(_ node: Node) -> Node? {
        switch node.content {
        case .scalar(let scalar): return scalar.value == .null ? nil : node
        case .sequence(let items):
            return items.isEmpty
                ? nil : .sequence(items.map { stripped($0) ?? .mapping([], origin: $0.origin) }, origin: node.origin)
        case .mapping(var mapping):
            if let source = mapping["source"], let text = source.string, text.hasPrefix("data:"),
                let bytes = DataURL.decode(text, compression: mapping["compression"]?.string)
            {
                mapping["source"] = .string("bytes: " + String(decoding: bytes, as: UTF8.self), origin: source.origin)
                mapping["compression"] = nil
            }
            let entries = mapping.entries.compactMap { entry in
                stripped(entry.value).map { Mapping.Entry(key: entry.key, keyOrigin: entry.keyOrigin, value: $0) }
            }
            return entries.isEmpty ? nil : Node(.mapping(Mapping(entries)), origin: node.origin)
        }
    }
}
