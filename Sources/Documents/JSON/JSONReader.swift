import Values

/// Reads strict JSON into a `Node`, with the place of every value.
///
/// Source: RFC 8259, without its freedoms: a duplicate key is an error, nesting is bounded.
package struct JSONReader {
    private let file: SourceFile
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    /// The place asked for last: columns are counted on from there, so that one long line costs linear time.
    private var counted = (offset: 0, column: 1)
    private var depth = 0
    private static let maximumDepth = 100

    private struct Failure: Error {
        let code: DiagnosticCode
        let message: String
        let origin: Origin
    }

    /// The document in `file`; nil when it is not JSON (one error has been added then).
    package static func read(_ file: SourceFile, into diagnostics: inout Diagnostics) -> Node? {
        var reader = JSONReader(file)
        do throws(Failure) {
            let node = try reader.value()
            reader.skipSpace()
            guard reader.offset == reader.bytes.count else { throw reader.failure("text follows the JSON document") }
            return node
        } catch {
            diagnostics.error(error.code, error.message, origin: error.origin)
            return nil
        }
    }

    private init(_ file: SourceFile) {
        self.file = file
        bytes = Array(file.text.utf8)
    }

    private mutating func value() throws(Failure) -> Node {
        skipSpace()
        let start = place()
        switch peek() {
        case UInt8(ascii: "{"): return Node(.mapping(try object()), origin: span(start))
        case UInt8(ascii: "["): return Node(.sequence(try array()), origin: span(start))
        case UInt8(ascii: "\""):
            let text = try string()
            return .string(text, origin: span(start))
        case nil: throw failure("the JSON document ends too early")
        default: return try literal(start)
        }
    }

    private mutating func object() throws(Failure) -> Mapping {
        var mapping = Mapping()
        var keys: Set<String> = []
        try enter()
        skipSpace()
        while peek() != UInt8(ascii: "}") {
            skipSpace()
            let start = place()
            guard peek() == UInt8(ascii: "\"") else { throw failure("a key in double quotes is missing here") }
            let key = try string()
            let origin = span(start)
            guard keys.insert(key).inserted else {
                throw Failure(
                    code: .duplicateKey, message: "the key `\(key)` stands twice in this object", origin: origin)
            }
            skipSpace()
            guard take(":") else { throw failure("`:` is missing here") }
            mapping.entries.append(.init(key: key, keyOrigin: origin, value: try value()))
            guard try hasNext("}") else { break }
        }
        try leave("}")
        return mapping
    }

    private mutating func array() throws(Failure) -> [Node] {
        var items: [Node] = []
        try enter()
        skipSpace()
        while peek() != UInt8(ascii: "]") {
            items.append(try value())
            guard try hasNext("]") else { break }
        }
        try leave("]")
        return items
    }

    private mutating func enter() throws(Failure) {
        offset += 1
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw Failure(code: .tooDeep, message: "lists and objects are nested too deep", origin: span(place()))
        }
    }

    private mutating func leave(_ mark: Unicode.Scalar) throws(Failure) {
        skipSpace()
        guard take(mark) else { throw failure("`\(mark)` is missing here") }
        depth -= 1
    }

    /// After an item: whether another one follows a comma.
    private mutating func hasNext(_ end: Unicode.Scalar) throws(Failure) -> Bool {
        skipSpace()
        guard take(",") else { return false }
        skipSpace()
        guard peek() != UInt8(ascii: end) else { throw failure("a value is missing after the comma") }
        return true
    }

    private mutating func literal(_ start: (line: Int, column: Int)) throws(Failure) -> Node {
        let from = offset
        while let byte = peek(), !Self.delimiters.contains(byte) { offset += 1 }
        let text = String(decoding: bytes[from..<offset], as: UTF8.self)
        let origin = span(start)
        let value: Scalar.Value
        switch text {
        case "null": value = .null
        case "true": value = .boolean(true)
        case "false": value = .boolean(false)
        default:
            guard !text.isEmpty else { throw failure("a value is missing here") }
            guard let number = Self.number(text) else {
                throw Failure(code: .jsonSyntax, message: "`\(shortened(text, to: 20))` is not JSON", origin: origin)
            }
            value = number
        }
        return Node(.scalar(Scalar(value, text: text, isPlain: true)), origin: origin)
    }

    /// A number in RFC 8259's grammar; nil for anything else, and for what no double can hold.
    private static func number(_ text: String) -> Scalar.Value? {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = takeDigits(&rest)
        guard let lead = whole.first, lead != 0x30 || whole.count == 1 else { return nil }
        if rest.isEmpty, let number = Int(text) { return .integer(number) }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard !takeDigits(&rest).isEmpty else { return nil }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard !takeDigits(&rest).isEmpty else { return nil }
        }
        guard rest.isEmpty, let number = Double(text), number.isFinite else { return nil }
        return .float(number)
    }

    private static func takeDigits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest[digits.endIndex...]
        return digits
    }

    private mutating func string() throws(Failure) -> String {
        offset += 1
        var result: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw failure("a control character stands in this string") }
            offset += 1
            if byte == UInt8(ascii: "\\") { try escape(&result) } else { result.append(byte) }
        }
        guard take("\"") else { throw failure("this string is not closed") }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func escape(_ result: inout [UInt8]) throws(Failure) {
        guard let byte = peek() else { throw failure("this string is not closed") }
        offset += 1
        guard byte != UInt8(ascii: "u") else {
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit), take("\\"), take("u") {
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw failure("half of a surrogate pair stands alone") }
                unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(unit) else { throw failure("half of a surrogate pair stands alone") }
            result.append(contentsOf: String(Character(scalar)).utf8)
            return
        }
        guard let plain = Self.escapes[byte] else { throw failure("this escape is not known to JSON") }
        result.append(plain)
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        let digits = String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16) else {
            throw failure("four hexadecimal digits must follow `\\u`")
        }
        offset += 4
        return unit
    }

    private static let escapes: [UInt8: UInt8] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 0x08, 0x66: 0x0C, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
    ]
    private static let delimiters: Set<UInt8> = Set(" \t\r\n,:[]{}\"".utf8)

    private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: scalar) else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            offset += 1
            if byte == 0x0A {
                line += 1
                counted = (offset, 1)
            }
        }
    }

    private mutating func place() -> (line: Int, column: Int) {
        var column = counted.column
        for index in counted.offset..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
        counted = (offset, column)
        return (line, column)
    }

    private mutating func span(_ start: (line: Int, column: Int)) -> Origin {
        let end = place()
        return Origin(file: file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
    }

    private mutating func failure(_ message: String) -> Failure {
        let here = place()
        let origin = Origin(
            file: file, line: here.line, column: here.column, endLine: here.line, endColumn: here.column + 1)
        return Failure(code: .jsonSyntax, message: message, origin: origin)
    }
}
