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
    /// UTF-8: what has to be escaped can be told from single bytes, all but two characters.
    private var output: [UInt8] = []

    package static func text(_ node: Node, _ layout: Layout) -> String {
        String(decoding: bytes(node, layout), as: UTF8.self)
    }

    package static func bytes(_ node: Node, _ layout: Layout) -> [UInt8] {
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
                writer.append(writer.layout == .pretty ? ": " : ":")
                writer.write(entry.value, depth: depth + 1)
            }
        }
    }

    private mutating func write<Item>(
        _ items: [Item], between marks: (String, String), depth: Int, _ write: (inout Self, Item) -> Void
    ) {
        append(marks.0)
        for (index, item) in items.enumerated() {
            if index > 0 { append(",") }
            newline(depth + 1)
            write(&self, item)
        }
        if !items.isEmpty { newline(depth) }
        append(marks.1)
    }

    private mutating func newline(_ depth: Int) {
        guard layout == .pretty else { return }
        append("\n")
        for _ in 0..<depth { append("  ") }
    }

    private mutating func write(_ scalar: Scalar) {
        switch scalar.value {
        case .null: append("null")
        case .boolean(let flag): append(flag ? "true" : "false")
        case .integer(let number): append(String(number))
        case .float(let number): append(number.isFinite ? "\(number)" : "null")
        case .string(let text): write(text)
        case .bytes(let bytes): write(String(decoding: bytes, as: UTF8.self))
        }
    }

    private mutating func write(_ text: String) {
        append("\"")
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for index in bytes.indices {
                guard let escape = Self.escape(bytes, at: index) else { continue }
                output.append(contentsOf: bytes[start..<index])
                append(escape.text)
                start = index + escape.length
            }
            output.append(contentsOf: bytes[start...])
        }
        append("\"")
    }

    /// What stands for the character at `index`, and its length in bytes; nil for one that stands for itself.
    private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (text: String, length: Int)? {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\""): return ("\\\"", 1)
        case UInt8(ascii: "\\"): return ("\\\\", 1)
        case UInt8(ascii: "\n"): return ("\\n", 1)
        case UInt8(ascii: "\r"): return ("\\r", 1)
        case UInt8(ascii: "\t"): return ("\\t", 1)
        case 0..<0x20, 0x7F:
            let digits = String(byte, radix: 16)
            return ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits, 1)
        case 0xE2 where bytes[index...].starts(with: [0xE2, 0x80, 0xA8]): return ("\\u2028", 3)
        case 0xE2 where bytes[index...].starts(with: [0xE2, 0x80, 0xA9]): return ("\\u2029", 3)
        default: return nil
        }
    }

    private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }
}
