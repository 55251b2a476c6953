/// Writes a document: lists are repeated elements.
///
/// Source: Smithy 2.0, "AWS restXml protocol".
enum XMLBody {
    static func bytes(_ fields: [WireField], root: String, namespace: String) -> [UInt8] {
        Array(#"<\#(root) xmlns="\#(namespace)">\#(text(fields))</\#(root)>"#.utf8)
    }

    private static func text(_ fields: [WireField]) -> String {
        fields.map { field in
            let name = field.name.sent ?? field.name.name
            guard case .list(let items) = field.value else { return element(name, field.value) }
            let inner = items.map { element(field.name.place == .flat ? name : "member", $0) }.joined()
            return field.name.place == .flat ? inner : "<\(name)>\(inner)</\(name)>"
        }.joined()
    }

    private static func element(_ name: String, _ value: Wire) -> String {
        if case .fields(let fields) = value { return "<\(name)>\(text(fields))</\(name)>" }
        return "<\(name)>\(escaped(value.leafText))</\(name)>"
    }

    private static func escaped(_ text: String) -> String {
        text.map { character in
            switch character {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "\r": "&#xD;"
            case "\n": "&#xA;"
            case "\r\n": "&#xD;&#xA;"
            default: String(character)
            }
        }.joined()
    }
}
