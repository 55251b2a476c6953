import Values

/// A request as HTTP sends it, without a server and a signature.
package struct EncodedRequest: Sendable, Equatable {
    package struct Pair: Sendable, Equatable {
        package let name: String
        package let value: String
    }

    package let method: String
    /// Percent-encoded.
    package let path: String
    /// Decoded.
    package let query: [Pair]
    package let headers: [Pair]
    package let body: [UInt8]

    package init<Request: Operation>(_ request: Request) throws(WireError) {
        let operation = Request.operation
        guard case .fields(let fields) = request.wire else { throw WireError("a request is a structure") }
        method = operation.method
        var template = operation.path
        var fixed: [Pair] = []
        if let mark = template.firstIndex(of: "?") {
            fixed = template[template.index(after: mark)...].split(separator: "&").map { part in
                let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
                return Pair(name: sides[0], value: sides.count > 1 ? sides[1] : "")
            }
            template = String(template[..<mark])
        }
        path = try Self.path(template, fields.filter { $0.name.place == .path })
        query = fixed + fields.filter { $0.name.place == .query }.flatMap(Self.query)
        let content = Self.content(fields, of: operation)
        body = content.body
        let type = content.type.map { [Pair(name: "Content-Type", value: $0)] } ?? []
        headers = type + Self.target(operation) + fields.flatMap(Self.headers)
    }

    private static func path(_ template: String, _ fields: [WireField]) throws(WireError) -> String {
        var path = template
        for field in fields {
            let text = field.value.leafText
            guard !text.isEmpty else { throw WireError("`\(field.name.name)` is empty") }
            path.replace("{\(field.name.name)+}", with: PercentEncoding.encode(text, keeping: "/"))
            path.replace("{\(field.name.name)}", with: PercentEncoding.encode(text))
        }
        guard !path.contains("{") else { throw WireError("a name in the path `\(template)` has no value") }
        return path
    }

    private static func query(_ field: WireField) -> [Pair] {
        switch field.value {
        case .list(let items): items.map { Pair(name: field.name.name, value: $0.leafText) }
        case .map(let entries):
            entries.sorted { $0.key < $1.key }.map { Pair(name: $0.key, value: $0.value.leafText) }
        default: [Pair(name: field.name.name, value: field.value.leafText)]
        }
    }

    private static func headers(_ field: WireField) -> [Pair] {
        switch (field.name.place, field.value) {
        case (.header, .time(let time)): [Pair(name: field.name.name, value: time.httpDate)]
        case (.header, .list(let items)):
            [Pair(name: field.name.name, value: items.map(\.leafText).joined(separator: ","))]
        case (.header, _): [Pair(name: field.name.name, value: field.value.leafText)]
        case (.headers, .map(let entries)):
            entries.sorted { $0.key < $1.key }.map { Pair(name: field.name.name + $0.key, value: $0.value.leafText) }
        default: []
        }
    }

    private static func target(_ operation: OperationModel) -> [Pair] {
        guard case .json(let target) = operation.service.coding else { return [] }
        return [Pair(name: "X-Amz-Target", value: "\(target).\(operation.name)")]
    }

    private static func content(
        _ fields: [WireField], of operation: OperationModel
    ) -> (body: [UInt8], type: String?) {
        switch operation.service.coding {
        case .ec2, .query:
            return (FormBody.bytes(fields, of: operation), "application/x-www-form-urlencoded; charset=utf-8")
        case .json: return (JSONBody.bytes(fields), "application/x-amz-json-1.1")
        case .restJSON, .restXML: break
        }
        let isXML = operation.service.coding == .restXML
        if let payload = fields.first(where: { $0.name.place == .payload }) {
            switch payload.value {
            case .bytes(let bytes): return (bytes, isXML ? nil : "application/octet-stream")
            case .fields(let fields):
                let bytes = XMLBody.bytes(
                    fields, root: payload.name.name, namespace: "http://s3.amazonaws.com/doc/2006-03-01/")
                return (bytes, "application/xml")
            default: return ([], nil)
            }
        }
        let rest = fields.filter { $0.name.place == .body }
        return rest.isEmpty || isXML ? ([], nil) : (JSONBody.bytes(rest), "application/json")
    }
}
