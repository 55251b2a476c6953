import Documents
import Ignition
import Profiles
import Values

/// Mentions of secrets that no unit of the host fetches: what reads them finds no file.
struct SecretRules {
    private static let folder = "/run/basalt/secrets/"
    /// Fields that say nothing about a running host of this role, and the declarations themselves.
    private static let silent: Set<String> = ["metadata", "image", "secrets"]

    /// The names that `secret-fetch` was used with, by the profile or by a template.
    private let declared: Set<String>
    private var problems = Diagnostics()

    /// - Parameters:
    ///   - parts: the parts of the host; texts of shipped templates are not looked at.
    ///   - config: all parts joined.
    static func check(_ host: HostProfile, _ parts: [HostPart], in config: Node, into diagnostics: inout Diagnostics) {
        var rules = SecretRules(config)
        for entry in host.root.mapping?.entries ?? [] where !silent.contains(entry.key) {
            rules.walk(entry.value, NodePath([.key(entry.key)]))
        }
        diagnostics.add(rules.problems)
        for part in parts where part.use?.file.isShipped != true {
            rules.problems = Diagnostics()
            rules.walk(part.config, NodePath())
            guard !rules.problems.isEmpty else { continue }
            let found = PathMap(document: host.root).source(of: rules.problems, in: part.config)
            diagnostics.add(part.use.map { found.map($0.naming) } ?? found)
        }
    }

    private init(_ config: Node) {
        let (prefix, suffix) = ("basalt-secret-", ".service")
        declared = Set(
            (config[["systemd", "units"]]?.items ?? []).compactMap { unit in
                guard let name = unit["name"]?.string, name.hasPrefix(prefix), name.hasSuffix(suffix) else {
                    return nil
                }
                return String(name.dropFirst(prefix.count).dropLast(suffix.count))
            })
    }

    private mutating func walk(_ node: Node, _ path: NodePath, compression: String? = nil) {
        switch node.content {
        case .sequence(let items): for (index, item) in items.enumerated() { walk(item, path / index) }
        case .mapping(let mapping):
            let compression = mapping["compression"]?.string
            for entry in mapping.entries { walk(entry.value, path / entry.key, compression: compression) }
        case .scalar:
            guard let text = node.string else { return }
            guard text.hasPrefix("data:") else { return check(text, node.origin, path) }
            // What is percent-encoded shows the folder as it is: most files need no decoding.
            guard text.prefix(80).contains(";base64,") || Self.firstMention(in: Array(text.utf8), from: 0) != nil,
                let bytes = DataURL.decode(text, compression: compression)
            else { return }
            check(String(decoding: bytes, as: UTF8.self), node.origin, path)
        }
    }

    private mutating func check(_ text: String, _ origin: Origin, _ path: NodePath) {
        for name in Self.names(in: Array(text.utf8)) where !declared.contains(name) {
            let near = nearestName(to: name, among: declared)
            problems.warning(
                .unknownSecret, "nothing fetches `\(Self.folder)\(shortened(name))`: there is no secret of this name",
                at: path, origin: origin.place(of: Self.folder + name),
                remedy: near.map { "did you mean `\($0)`?" } ?? "add it to `secrets:` with the place it is kept in")
        }
    }

    /// The names that stand behind the folder, without those that a shell or systemd has yet to complete.
    private static func names(in text: [UInt8]) -> [String] {
        var names: [String] = []
        var index = 0
        while let start = firstMention(in: text, from: index) {
            var end = start
            while end < text.count, isPartOfName(text[end]) { end += 1 }
            index = end
            if end < text.count, "$%*?[{`\\<".utf8.contains(text[end]) { continue }
            var name = text[start..<end]
            // The end of a sentence in a comment.
            while let last = name.last, last == UInt8(ascii: ".") { name = name.dropLast() }
            if !name.isEmpty { names.append(String(decoding: name, as: UTF8.self)) }
        }
        return names
    }

    /// The index behind the next mention of the folder. All texts of a host are searched, so over raw buffers.
    private static func firstMention(in text: [UInt8], from start: Int) -> Int? {
        folderBytes.withUnsafeBufferPointer { folder in
            text.withUnsafeBufferPointer { text in
                var index = start
                while index + folder.count <= text.count {
                    var length = 0
                    while length < folder.count, text[index + length] == folder[length] { length += 1 }
                    if length == folder.count { return index + length }
                    index += 1
                }
                return nil
            }
        }
    }

    private static let folderBytes = Array(folder.utf8)

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
