import Documents

/// Gives members the values that an answer holds. The first one that cannot be read is kept as the failure.
package struct FieldReader: FieldCoder {
    private let source: WireSource
    package private(set) var failure: WireError?

    package init(_ source: WireSource) { self.source = source }

    package mutating func field<Value: WireValue>(_ name: FieldName, _ value: inout Value?) {
        guard failure == nil, let found = source.value(name) else { return }
        do throws(WireError) { value = try Value(found) } catch {
            failure = WireError("\(name.name): \(error.reason)")
        }
    }
}

extension WireSource {
    /// The value of a member; nil where there is none.
    fileprivate func value(_ name: FieldName) -> WireSource? {
        switch self {
        case .xml(let element): element.value(name)
        case .json(let node): node[name.name].flatMap { $0.isNull ? nil : .json($0) }
        case .answer(let answer): answer.value(name)
        case .text, .bytes, .map: nil
        }
    }
}

extension XMLElement {
    fileprivate func value(_ name: FieldName) -> WireSource? {
        switch name.place {
        case .flat:
            let items = children.filter { $0.name == name.name }
            return items.isEmpty ? nil : .xml(XMLElement(name: name.name, text: "", children: items))
        default: return children.first { $0.name == name.name }.map { .xml($0) }
        }
    }
}

extension WireAnswer {
    fileprivate func value(_ name: FieldName) -> WireSource? {
        switch name.place {
        case .header: return headers[name.name.lowercased()].map { .text($0) }
        case .headers:
            let prefix = name.name.lowercased()
            let found = headers.filter { $0.key.hasPrefix(prefix) }
            return found.isEmpty
                ? nil
                : .map(
                    Dictionary(found.map { (String($0.key.dropFirst(prefix.count)), $0.value) }) { first, _ in first })
        case .status: return .text(String(status))
        case .payload: return .bytes(body)
        case .body, .flat, .path, .query:
            switch document {
            case .xml(let element): return element.value(name)
            case .json(let node): return WireSource.json(node).value(name)
            case nil: return nil
            }
        }
    }
}
