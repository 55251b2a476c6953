/// Writes a tree as JSON: keys sorted, nothing that depends on locale or clock, the same bytes everywhere.
///
/// Source: RFC 8259. Numbers that JSON lacks (infinities, not-a-number) become null.
package struct JSONWriter {
    package enum Layout: Sendable {
        case compact
        /// Two spaces a level.
        case pretty
    }

    private let layout: Layout
    private var output = ""

    package static func text(_ node: Node, _ layout: Layout) -> String {
        var writer = JSONWriter(layout: layout)
        writer.write(node, depth: 0)
        return writer.output
    }

    private init(layout: Layout) { self.layout = layout }

    private mutating func write(_ node: Node, depth: Int) {
        switch node.content {
        case .scalar(let scalar): write(scalar)
        case .sequence(let items):
            write(items, between: ("[", "]"), depth: depth) { writer, item in writer.write(item, depth: depth + 1) }
        case .mapping(let mapping):
            let entries = mapping.entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            write(entries, between: ("{", "}"), depth: depth) { writer, entry in
                writer.write(entry.key)
                writer.output += writer.layout == .pretty ? ": " : ":"
                writer.write(entry.value, depth: depth + 1)
            }
        }
    }

    private mutating func write<Item>(
        _ items: [Item], between marks: (String, String), depth: Int, _ write: (inout Self, Item) -> Void
    ) {
        output += marks.0
        for (index, item) in items.enumerated() {
            if index > 0 { output += "," }
            newline(depth + 1)
            write(&self, item)
        }
        if !items.isEmpty { newline(depth) }
        output += marks.1
    }

    private mutating func newline(_ depth: Int) {
        guard layout == .pretty else { return }
        output += "\n" + String(repeating: "  ", count: depth)
    }

    private mutating func write(_ scalar: Scalar) {
        switch scalar.value {
        case .null: output += "null"
        case .boolean(let flag): output += flag ? "true" : "false"
        case .integer(let number): output += String(number)
        case .float(let number): output += number.isFinite ? "\(number)" : "null"
        case .string(let text): write(text)
        case .bytes(let bytes): write(String(decoding: bytes, as: UTF8.self))
        }
    }

    private mutating func write(_ text: String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _
            where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
