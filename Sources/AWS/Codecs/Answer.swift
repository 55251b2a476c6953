import Documents

/// Reads what a service answered.
package enum Answer {
    /// The members of a successful answer.
    package static func output<Output: Shape>(
        _ type: Output.Type, status: Int, headers: [String: String], body: [UInt8], of operation: OperationModel
    ) throws(WireError) -> Output {
        let isDocument = !body.isEmpty && Output.self != Empty.self && !Output.hasPayload
        var document: WireAnswer.Document?
        if isDocument {
            switch operation.service.coding {
            case .json, .restJSON: document = .json(try json(body))
            case .ec2, .restXML: document = .xml(try XMLReader.read(body))
            case .query:
                let root = try XMLReader.read(body)
                document = .xml(root[operation.name + "Result"] ?? root)
            }
        }
        return try Output(.answer(WireAnswer(status: status, headers: headers, body: body, document: document)))
    }

    /// The code and message of an error.
    ///
    /// Source: Smithy 2.0, "Operation error serialization" of each protocol.
    package static func error(
        status: Int, headers: [String: String], body: [UInt8], of operation: OperationModel
    ) -> (code: String, message: String) {
        var code: String?
        var message: String?
        switch operation.service.coding {
        case .json, .restJSON:
            let node = try? json(body)
            code = headers["x-amzn-errortype"] ?? node?["__type"]?.string ?? node?["code"]?.string
            message = node?["message"]?.string ?? node?["Message"]?.string
        case .ec2, .query, .restXML:
            let root = try? XMLReader.read(body)
            let error = root?["Errors"]?["Error"] ?? root?["Error"] ?? (root?.name == "Error" ? root : nil)
            code = error?["Code"]?.text
            message = error?["Message"]?.text
        }
        let name = code?.split(separator: ":").first?.split(separator: "#").last.map(String.init)
        return (name ?? "HTTP\(status)", message ?? "the server answered with status \(status)")
    }

    private static func json(_ body: [UInt8]) throws(WireError) -> Node {
        var diagnostics = Diagnostics()
        guard let file = SourceFile.decode(body, name: "answer", directory: nil, into: &diagnostics),
            let node = JSONReader.read(file, into: &diagnostics)
        else { throw WireError("the answer is no JSON that can be read") }
        return node
    }
}

extension Shape {
    /// Whether the body is a member as it is.
    fileprivate static var hasPayload: Bool {
        var finder = PayloadFinder()
        var shape = Self()
        shape.fields(&finder)
        return finder.isFound
    }
}

private struct PayloadFinder: FieldCoder {
    var isFound = false

    mutating func field<Value: WireValue>(_ name: FieldName, _ value: inout Value?) {
        if name.place == .payload { isFound = true }
    }
}
