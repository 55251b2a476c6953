import Values

extension Wire {
    /// How forms, XML and queries write a leaf; empty for what is none.
    var leafText: String {
        switch self {
        case .text(let text): text
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .flag(let flag): flag ? "true" : "false"
        case .time(let time): time.description
        case .bytes(let bytes): Base64.encode(bytes)
        case .list, .map, .fields: ""
        }
    }
}
