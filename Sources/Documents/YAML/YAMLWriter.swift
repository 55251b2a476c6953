import Values

/// Writes a tree as YAML for people: block style, keys in the order given, plain text where every reader takes it for
/// text. The same tree gives the same bytes everywhere.
///
/// Source: YAML 1.2.2; what YAML 1.1 reads otherwise (`yes`, `1:30`, exponents without a dot) is written so that both
/// mean the same.
package struct YAMLWriter {
    private var output = ""

    /// The document's text, ending in a line break.
    package static func text(_ node: Node) -> String {
        var writer = YAMLWriter()
        switch node.content {
        case .mapping(let mapping) where !mapping.entries.isEmpty:
            writer.write(mapping, column: 0, isFirstLineOpen: false)
        case .sequence(let items) where !items.isEmpty: writer.write(items, column: 0, isFirstLineOpen: false)
        case .scalar(let scalar): writer.output += YAMLScalar.flow(scalar.value) + "\n"
        case .mapping: writer.output += "{}\n"
        case .sequence: writer.output += "[]\n"
        }
        return writer.output
    }

    /// - Parameter isFirstLineOpen: whether the first line is already indented (it follows `- `).
    private mutating func write(_ mapping: Mapping, column: Int, isFirstLineOpen: Bool) {
        for (index, entry) in mapping.entries.enumerated() {
            if index > 0 || !isFirstLineOpen { indent(column) }
            let key = YAMLScalar.flow(.string(entry.key))
            if key.unicodeScalars.count < Self.longestSimpleKey {
                output += key + ":"
            } else {
                output += "? " + key + "\n"
                indent(column)
                output += ":"
            }
            write(entry.value, column: column, isInList: false)
        }
    }

    private mutating func write(_ items: [Node], column: Int, isFirstLineOpen: Bool) {
        for (index, item) in items.enumerated() {
            if index > 0 || !isFirstLineOpen { indent(column) }
            output += "-"
            write(item, column: column, isInList: true)
        }
    }

    /// What follows `key:` or `-` in the collection that stands at `column`.
    private mutating func write(_ value: Node, column: Int, isInList: Bool) {
        switch value.content {
        case .mapping(let mapping) where !mapping.entries.isEmpty:
            output += isInList ? " " : "\n"
            write(mapping, column: column + 2, isFirstLineOpen: isInList)
        case .sequence(let items) where !items.isEmpty:
            output += isInList ? " " : "\n"
            write(items, column: column + 2, isFirstLineOpen: isInList)
        case .mapping: output += " {}\n"
        case .sequence: output += " []\n"
        case .scalar(let scalar): write(scalar.value, column: column)
        }
    }

    private mutating func write(_ value: Scalar.Value, column: Int) {
        switch value {
        case .string(let text) where YAMLScalar.fitsLiteral(text):
            output += " |" + YAMLScalar.literalIndicators(text) + "\n"
            literal(text, column: column + 2)
        case .bytes(let bytes) where bytes.count > Self.bytesOnOneLine:
            output += " !!binary |\n"
            var rest = Base64.encode(bytes)[...]
            while !rest.isEmpty {
                indent(column + 2)
                output += rest.prefix(76) + "\n"
                rest = rest.dropFirst(76)
            }
        default: output += " " + YAMLScalar.flow(value) + "\n"
        }
    }

    private mutating func literal(_ text: String, column: Int) {
        var isLineStart = true
        for scalar in text.unicodeScalars {
            if isLineStart, scalar != "\n" { indent(column) }
            output.unicodeScalars.append(scalar)
            isLineStart = scalar == "\n"
        }
        if !isLineStart { output += "\n" }
    }

    private mutating func indent(_ column: Int) { output += String(repeating: " ", count: column) }

    /// Readers look 1024 characters ahead for the colon of a key without `?`.
    private static let longestSimpleKey = 1000
    private static let bytesOnOneLine = 45
}
