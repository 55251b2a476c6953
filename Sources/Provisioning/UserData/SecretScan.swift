import Documents
import Ignition

/// Looks for secrets in everything that would be rendered: user data can be read by every process on the host.
enum SecretScan {
    static func check(_ config: Node, into diagnostics: inout Diagnostics) {
        check(config, compression: nil, into: &diagnostics)
    }

    private static func check(_ node: Node, compression: String?, into diagnostics: inout Diagnostics) {
        switch node.content {
        case .sequence(let items): for item in items { check(item, compression: nil, into: &diagnostics) }
        case .mapping(let mapping):
            let compression = mapping["compression"]?.string
            for entry in mapping.entries where entry.key != "passwordHash" {
                check(entry.value, compression: compression, into: &diagnostics)
            }
        case .scalar:
            guard let text = node.string else { return }
            let bytes = text.hasPrefix("data:") ? DataURL.decode(text, compression: compression) : nil
            guard let name = SecretText.kind(in: bytes ?? Array(text.utf8)) else { return }
            diagnostics.error(
                .secretLiteral, "\(name) stands here in the clear: every process on the host could read it",
                origin: node.origin,
                remedy: "refer to it under `secrets:`; the host fetches it at boot into /run/basalt/secrets",
                hidesSource: true)
        }
    }
}
