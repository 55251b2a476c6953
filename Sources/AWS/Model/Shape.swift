/// A structure of a service's model. Every member is optional: what a service requires, it says itself.
///
/// One function names all members on the wire, for writing as well as for reading; `Scripts/generate-aws` writes it.
package protocol Shape: WireValue {
    init()
    /// Passes every member, with its name on the wire, to `coder`.
    mutating func fields(_ coder: inout some FieldCoder)
}

extension Shape {
    /// Makes a structure and fills it: `EC2.CopyImage { $0.name = "web" }`.
    package init(_ fill: (inout Self) throws -> Void) rethrows {
        self.init()
        try fill(&self)
    }

    package var wire: Wire {
        var copy = self
        var writer = FieldWriter()
        copy.fields(&writer)
        return .fields(writer.fields)
    }

    package init(_ source: WireSource) throws(WireError) {
        self.init()
        var reader = FieldReader(source)
        fields(&reader)
        if let failure = reader.failure { throw failure }
    }
}

/// The request of an operation: `EC2.CopyImage`, whose answer is `EC2.CopyImage.Output`.
package protocol Operation: Shape {
    associatedtype Output: Shape
    static var operation: OperationModel { get }
}

/// An answer without members that are read.
package struct Empty: Shape {
    package init() {}
    package mutating func fields(_ coder: inout some FieldCoder) {}
}

/// What writes or reads the members of a shape.
package protocol FieldCoder {
    mutating func field<Value: WireValue>(_ name: FieldName, _ value: inout Value?)
}

/// The name of a member on the wire, and where it stands.
package struct FieldName: Sendable, Equatable, ExpressibleByStringLiteral {
    package enum Place: Sendable, Equatable {
        /// In the document, or the form.
        case body
        /// A list in XML without an element around it.
        case flat
        case header
        /// Headers that begin with the name: a map.
        case headers
        /// `{name}` in the path.
        case path
        /// After the `?`.
        case query
        /// The whole body.
        case payload
        /// The HTTP status.
        case status
    }

    package let name: String
    /// The name in requests, where it is not the one of responses.
    package let sent: String?
    package let place: Place

    package init(stringLiteral name: String) { self.init(name) }

    package init(_ name: String, sent: String? = nil, _ place: Place = .body) {
        self.name = name
        self.sent = sent
        self.place = place
    }
}
