/// Reads the XML that services answer with: elements, text, CDATA, the predefined entities and character references.
/// A document type is refused, so that nothing can be expanded; nesting is bounded.
///
/// Source: Extensible Markup Language (XML) 1.0, fifth edition.
package struct XMLReader {
    private static let maximumDepth = 64
    private let bytes: [UInt8]
    private var offset = 0

    package static func read(_ bytes: [UInt8]) throws(WireError) -> XMLElement {
        var reader = XMLReader(bytes: bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.offset = 3 }
        try reader.skipMiscellany()
        let root = try reader.element(depth: 0)
        try reader.skipMiscellany()
        guard reader.offset == bytes.count else { throw reader.failure("text follows the document") }
        return root
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func element(depth: Int) throws(WireError) -> XMLElement {
        guard depth < Self.maximumDepth else { throw failure("its elements are nested too deep") }
        guard take("<") else { throw failure("an element is due") }
        let name = try self.name()
        try skipAttributes()
        if take("/>") { return XMLElement(name: name, text: "", children: []) }
        guard take(">") else { throw failure("the tag `\(name)` does not end") }
        var text: [UInt8] = []
        var children: [XMLElement] = []
        while true {
            guard let byte = peek else { throw failure("the element `\(name)` does not end") }
            if byte == UInt8(ascii: "&") {
                text += try reference()
            } else if byte != UInt8(ascii: "<") {
                text.append(byte)
                offset += 1
            } else if take("</") {
                guard try self.name() == name else { throw failure("another end than that of `\(name)`") }
                skipSpace()
                guard take(">") else { throw failure("the end of `\(name)` does not end") }
                break
            } else if take("<![CDATA[") {
                text += try until("]]>")
            } else if take("<!--") {
                _ = try until("-->")
            } else if take("<?") {
                _ = try until("?>")
            } else {
                children.append(try element(depth: depth + 1))
            }
        }
        guard let words = String(validating: text, as: UTF8.self) else { throw failure("its text is not UTF-8") }
        return XMLElement(name: name, text: children.isEmpty ? words : "", children: children)
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ mark: StaticString) -> Bool {
        let count = mark.utf8CodeUnitCount
        guard bytes.count - offset >= count else { return false }
        for index in 0..<count where bytes[offset + index] != mark.utf8Start[index] { return false }
        offset += count
        return true
    }

    /// A name without its namespace's prefix.
    private mutating func name() throws(WireError) -> String {
        let start = offset
        while let byte = peek, !" \t\r\n/>=<&".utf8.contains(byte) { offset += 1 }
        let name = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard !name.isEmpty else { throw failure("a name is due") }
        return name.split(separator: ":").last.map(String.init) ?? name
    }

    private mutating func skipAttributes() throws(WireError) {
        while true {
            skipSpace()
            guard let byte = peek, byte != UInt8(ascii: "/"), byte != UInt8(ascii: ">") else { return }
            _ = try name()
            skipSpace()
            guard take("=") else { throw failure("an attribute has no value") }
            skipSpace()
            if take("\"") {
                _ = try until("\"")
            } else if take("'") {
                _ = try until("'")
            } else {
                throw failure("an attribute's value has no quotes")
            }
        }
    }

    private mutating func reference() throws(WireError) -> [UInt8] {
        offset += 1
        let name = String(decoding: try until(";").prefix(12), as: UTF8.self)
        switch name {
        case "lt": return [UInt8(ascii: "<")]
        case "gt": return [UInt8(ascii: ">")]
        case "amp": return [UInt8(ascii: "&")]
        case "quot": return [UInt8(ascii: "\"")]
        case "apos": return [UInt8(ascii: "'")]
        default:
            let number =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
            guard let scalar = number.flatMap(Unicode.Scalar.init) else { throw failure("an unknown entity") }
            return Array(String(Character(scalar)).utf8)
        }
    }

    private mutating func until(_ mark: StaticString) throws(WireError) -> ArraySlice<UInt8> {
        let start = offset
        while offset < bytes.count {
            let end = offset
            if take(mark) { return bytes[start..<end] }
            offset += 1
        }
        throw failure("it ends too early")
    }

    private mutating func skipSpace() {
        while let byte = peek, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { offset += 1 }
    }

    /// Declarations and comments outside the root.
    private mutating func skipMiscellany() throws(WireError) {
        while true {
            skipSpace()
            if take("<?") { _ = try until("?>") } else if take("<!--") { _ = try until("-->") } else { return }
        }
    }

    private func failure(_ reason: String) -> WireError {
        WireError("the answer is no XML that can be read: \(reason), at byte \(offset)")
    }
}
