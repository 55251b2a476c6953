import Documents
import Ignition
import Provisioning
import TestSupport

extension UserData {
    /// The Ignition configuration that a host ends up with: what a stub stands for, or the document itself.
    func configuration() throws -> Node {
        if case .s3Stub(_, let object) = delivery { return try json(String(decoding: object, as: UTF8.self)) }
        let document = try json(String(decoding: bytes, as: UTF8.self))
        guard delivery == .dataStub else { return document }
        let replace = document[["ignition", "config", "replace"]]
        guard let source = replace?["source"]?.string,
            let bytes = DataURL.decode(source, compression: replace?["compression"]?.string)
        else { throw Unreadable(description: "the stub holds no data URL") }
        return try json(String(decoding: bytes, as: UTF8.self))
    }

    /// The configuration for people: texts line by line, data URLs decoded. It does not depend on zlib.
    func readable() throws -> String {
        let name = "\(format.rawValue)\(specification.map { " \($0)" } ?? ""), \(delivery.name)\n"
        switch format {
        case .ignition: return name + JSONWriter.text(Self.readable(try configuration()), .pretty) + "\n"
        case .cloudConfig: return name + String(decoding: bytes, as: UTF8.self)
        }
    }

    private static func readable(_ node: Node) -> Node {
        switch node.content {
        case .scalar: return lines(node.string ?? "", node)
        case .sequence(let items): return .sequence(items.map(readable), origin: node.origin)
        case .mapping(let mapping):
            let compression = mapping["compression"]?.string
            let entries = mapping.entries.filter { $0.key != "compression" }.map { entry in
                let bytes = entry.value.string.flatMap { DataURL.decode($0, compression: compression) }
                let text = bytes.map { String(decoding: $0, as: UTF8.self) }
                return (entry.key, text.map { lines($0, entry.value, always: true) } ?? readable(entry.value))
            }
            return .mapping(entries, origin: node.origin)
        }
    }

    private static func lines(_ text: String, _ node: Node, always: Bool = false) -> Node {
        guard always || text.contains("\n") else { return node }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return .sequence(lines.map { .string(String($0), origin: node.origin) }, origin: node.origin)
    }
}
