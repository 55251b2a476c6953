/// Writes a form: `Action=CopyImage&Version=2016-11-15&Name=web&TagSpecification.1.Tag.1.Key=a`.
///
/// Source: Smithy 2.0, "AWS query protocol" and "AWS EC2 query protocol".
enum FormBody {
    static func bytes(_ fields: [WireField], of operation: OperationModel) -> [UInt8] {
        let pairs = pairs(fields, of: operation)
        return Array(pairs.map { "\(encoded($0.0))=\(encoded($0.1))" }.joined(separator: "&").utf8)
    }

    /// A form writes blanks as plus signs. Source: WHATWG URL, "application/x-www-form-urlencoded".
    private static func encoded(_ text: String) -> String { PercentEncoding.encode(text).replacing("%20", with: "+") }

    static func pairs(_ fields: [WireField], of operation: OperationModel) -> [(String, String)] {
        var form = Form(isEC2: operation.service.coding == .ec2)
        form.add(fields, below: "")
        return [("Action", operation.name), ("Version", operation.service.version)] + form.pairs
    }

    private struct Form {
        let isEC2: Bool
        var pairs: [(String, String)] = []

        mutating func add(_ fields: [WireField], below prefix: String) {
            for field in fields { add(field.value, prefix + name(field.name)) }
        }

        /// EC2 writes its names with a capital in requests.
        private func name(_ name: FieldName) -> String {
            if let sent = name.sent { return sent }
            return isEC2 ? name.name.prefix(1).uppercased() + name.name.dropFirst() : name.name
        }

        private mutating func add(_ value: Wire, _ name: String) {
            switch value {
            case .fields(let fields): add(fields, below: name + ".")
            case .list(let items):
                if items.isEmpty, !isEC2 { pairs.append((name, "")) }
                for (index, item) in items.enumerated() {
                    add(item, isEC2 ? "\(name).\(index + 1)" : "\(name).member.\(index + 1)")
                }
            case .map(let entries):
                for (index, entry) in entries.sorted(by: { $0.key < $1.key }).enumerated() {
                    pairs.append(("\(name).entry.\(index + 1).key", entry.key))
                    add(entry.value, "\(name).entry.\(index + 1).value")
                }
            default: pairs.append((name, value.leafText))
            }
        }
    }
}
