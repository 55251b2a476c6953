/// A value of a document, with the place it came from. YAML, JSON and everything that is composed of them is held in
/// this one tree, so that a message about a rendered byte can still point at the line that caused it.
package struct Node: Sendable {
    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping(Mapping)
    }

    package var content: Content
    package var origin: Origin
    /// What this value replaced while documents were composed, newest first; empty for most.
    package var replaced: [Node]

    package init(_ content: Content, origin: Origin, replaced: [Node] = []) {
        self.content = content
        self.origin = origin
        self.replaced = replaced
    }

    package static func string(_ text: String, origin: Origin) -> Node {
        Node(.scalar(Scalar(.string(text), text: text, isPlain: false)), origin: origin)
    }

    package static func integer(_ number: Int, origin: Origin) -> Node {
        Node(.scalar(Scalar(.integer(number), text: String(number), isPlain: true)), origin: origin)
    }

    package static func boolean(_ flag: Bool, origin: Origin) -> Node {
        Node(.scalar(Scalar(.boolean(flag), text: flag ? "true" : "false", isPlain: true)), origin: origin)
    }

    package static func sequence(_ items: [Node], origin: Origin) -> Node { Node(.sequence(items), origin: origin) }

    /// A mapping whose keys stand where their values stand.
    package static func mapping(_ entries: [(String, Node)], origin: Origin) -> Node {
        Node(.mapping(Mapping(entries.map { .init(key: $0, keyOrigin: $1.origin, value: $1) })), origin: origin)
    }
}

/// A scalar: its resolved value, and the text as it was written.
package struct Scalar: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case null
        case boolean(Bool)
        case integer(Int)
        case float(Double)
        case string(String)
        /// YAML's `!!binary`: bytes that need not be UTF-8.
        case bytes([UInt8])
    }

    package var value: Value
    /// The scalar's text, after unquoting and unfolding.
    package var text: String
    /// Whether it stood without quotes (so that `0644` can be told from `"0644"`).
    package var isPlain: Bool

    package init(_ value: Value, text: String, isPlain: Bool) {
        self.value = value
        self.text = text
        self.isPlain = isPlain
    }
}

/// An ordered mapping with string keys, all different.
package struct Mapping: Sendable {
    package struct Entry: Sendable {
        package var key: String
        package var keyOrigin: Origin
        package var value: Node

        package init(key: String, keyOrigin: Origin, value: Node) {
            self.key = key
            self.keyOrigin = keyOrigin
            self.value = value
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry] = []) { self.entries = entries }

    package func entry(_ key: String) -> Entry? { entries.first { $0.key == key } }

    package subscript(key: String) -> Node? {
        get { entry(key)?.value }
        set {
            let index = entries.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(.init(key: key, keyOrigin: value.origin, value: value))
            case (nil, nil): break
            }
        }
    }

    package var keys: [String] { entries.map(\.key) }
}
