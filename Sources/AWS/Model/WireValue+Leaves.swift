import Documents
package import Values

extension WireSource {
    /// What a leaf says; nil where it is none.
    fileprivate var leaf: String? {
        switch self {
        case .xml(let element): element.children.isEmpty ? element.text : nil
        case .json(let node): node.scalar?.text
        case .text(let text): text
        case .bytes(let bytes): String(validating: bytes, as: UTF8.self)
        case .map, .answer: nil
        }
    }

    fileprivate func read<Value>(_ what: String, _ read: (String) -> Value?) throws(WireError) -> Value {
        guard let leaf, let value = read(leaf) else {
            throw WireError("`\(printable(Array((leaf ?? "a structure").prefix(80).utf8)))` is no \(what)")
        }
        return value
    }
}

extension String: WireValue {
    package var wire: Wire { .text(self) }
    package init(_ source: WireSource) throws(WireError) { self = try source.read("text") { $0 } }
}

extension Int: WireValue {
    package var wire: Wire { .integer(self) }
    package init(_ source: WireSource) throws(WireError) { self = try source.read("whole number") { Int($0) } }
}

extension Double: WireValue {
    package var wire: Wire { .real(self) }
    package init(_ source: WireSource) throws(WireError) { self = try source.read("number") { Double($0) } }
}

extension Bool: WireValue {
    package var wire: Wire { .flag(self) }
    package init(_ source: WireSource) throws(WireError) {
        self = try source.read("boolean") { $0 == "true" ? true : $0 == "false" ? false : nil }
    }
}

/// Fractions of seconds are dropped.
extension Timestamp: WireValue {
    package var wire: Wire { .time(self) }
    package init(_ source: WireSource) throws(WireError) {
        self = try source.read("time") { text in
            if let seconds = Double(text), seconds.magnitude < 1e12 { return Timestamp(seconds: Int64(seconds)) }
            if let date = Timestamp(httpDate: text) { return date }
            return Timestamp(String(text.prefix(19)) + "Z")
        }
    }
}

/// Bytes; base64 in documents, as they are in bodies.
package struct Blob: WireValue, ExpressibleByArrayLiteral {
    package var bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package init(arrayLiteral bytes: UInt8...) { self.bytes = bytes }

    package var wire: Wire { .bytes(bytes) }

    package init(_ source: WireSource) throws(WireError) {
        if case .bytes(let bytes) = source {
            self.init(bytes)
        } else {
            self.init(try source.read("base64 text") { Base64.decode($0) })
        }
    }
}
