package import Documents
package import Values

/// A value on its way out, without the form that a protocol gives it.
package indirect enum Wire: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case real(Double)
    case flag(Bool)
    case time(Timestamp)
    case bytes([UInt8])
    case list([Wire])
    case map([String: Wire])
    case fields([WireField])
}

/// A member that has a value.
package struct WireField: Sendable, Equatable {
    package let name: FieldName
    package let value: Wire
}

/// A value on its way in.
package enum WireSource: Sendable {
    /// An element, with what belongs to the answer besides.
    case xml(XMLElement)
    case json(Node)
    /// A header, or the status.
    case text(String)
    case bytes([UInt8])
    case map([String: String])
    /// A whole answer: the document's members, and what HTTP says.
    case answer(WireAnswer)
}

/// What an HTTP answer holds.
package struct WireAnswer: Sendable {
    package let status: Int
    /// Names in lower case.
    package let headers: [String: String]
    package let body: [UInt8]
    /// nil where the body is no document.
    package let document: Document?

    package enum Document: Sendable {
        case xml(XMLElement)
        case json(Node)
    }
}

/// Why an answer is not what the service's model says.
package struct WireError: Error, Equatable, CustomStringConvertible {
    /// A clause: "`State` is no number".
    package let reason: String

    package init(_ reason: String) { self.reason = reason }

    package var description: String { reason }
}

/// What a member of a shape can be.
package protocol WireValue: Sendable, Equatable {
    var wire: Wire { get }
    init(_ source: WireSource) throws(WireError)
}
