import Documents
import Ignition

/// Looks for secrets in everything that would be rendered: user data can be read by every process on the host.
enum SecretScan {
    /// Keys whose values are hashes of passwords: what Ignition and cloud-config take instead of a secret.
    private static let hashes: Set<String> = ["passwordHash", "hashed_passwd"]

    /// - Parameter config: an Ignition configuration or a cloud-config document.
    static func check(_ config: Node, into diagnostics: inout Diagnostics) {
        check(config, compression: nil, place: nil, depth: 0, into: &diagnostics)
    }

    /// - Parameter place: where the embedded configuration stands that `node` is part of; nil outside of one.
    private static func check(
        _ node: Node, compression: String?, place: Origin?, depth: Int, into diagnostics: inout Diagnostics
    ) {
        switch node.content {
        case .sequence(let items):
            for item in items { check(item, compression: nil, place: place, depth: depth, into: &diagnostics) }
        case .mapping(let mapping):
            let compression = mapping["compression"]?.string
            for entry in mapping.entries where !hashes.contains(entry.key) {
                check(entry.value, compression: compression, place: place, depth: depth, into: &diagnostics)
            }
        case .scalar:
            guard let text = node.string else { return }
            let bytes = text.hasPrefix("data:") ? DataURL.decode(text, compression: compression) : nil
            let origin = place ?? node.origin
            if depth < 4, let embedded = bytes.flatMap(configuration) {
                return check(embedded, compression: nil, place: origin, depth: depth + 1, into: &diagnostics)
            }
            guard let name = SecretText.kind(in: bytes ?? Array(text.utf8)) else { return }
            diagnostics.error(
                .secretLiteral, "\(name) stands here in the clear: every process on the host could read it",
                origin: origin,
                remedy: "refer to it under `secrets:`; the host fetches it at boot into /run/basalt/secrets",
                hidesSource: true)
        }
    }

    /// An Ignition configuration inside another one, whose files are packed once more; nil for anything else.
    private static func configuration(_ bytes: [UInt8]) -> Node? {
        guard bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        var problems = Diagnostics()
        let document = JSONReader.read(SourceFile(name: "", directory: nil, text: text), into: &problems)
        return document?["ignition"] == nil ? nil : document
    }
}
