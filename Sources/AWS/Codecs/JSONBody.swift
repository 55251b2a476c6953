import Documents
import Values

/// Writes JSON: times as seconds, bytes as base64.
enum JSONBody {
    static func bytes(_ fields: [WireField]) -> [UInt8] { JSONWriter.bytes(node(fields), .compact) }

    private static func node(_ fields: [WireField]) -> Node {
        JSON.mapping(fields.map { ($0.name.sent ?? $0.name.name, node($0.value)) })
    }

    private static func node(_ value: Wire) -> Node {
        switch value {
        case .integer(let number): JSON.number(number)
        case .real(let number): JSON.seconds(number)
        case .flag(let flag): JSON.flag(flag)
        case .time(let time): JSON.number(time.seconds)
        case .list(let items): JSON.list(items.map(node))
        case .map(let entries): JSON.mapping(entries.mapValues(node))
        case .fields(let fields): node(fields)
        case .text, .bytes: JSON.text(value.leafText)
        }
    }
}
