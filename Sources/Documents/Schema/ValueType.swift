package import Values

/// What a value may look like. One description serves the validator, `explain`, the JSON Schema and composition.
package indirect enum ValueType: Sendable {
    case string(StringRule)
    case integer(ClosedRange<Int>)
    case boolean
    /// A file mode: an octal integer such as `0644`.
    case mode
    case list(ValueType, merge: ListMerge)
    case object(ObjectType)
    /// A mapping with keys of the user's choice, as far as `keys` allows.
    case map(ValueType, keys: StringRule = .any)
    /// The first alternative that fits the value's kind counts.
    case oneOf([ValueType])
    /// Any value; its meaning belongs to other software (`daemon.json`).
    case anything

    package static var text: ValueType { .string(.any) }
    package static func text(_ values: [String]) -> ValueType { .string(.oneOf(values)) }
    package static func strings(_ rule: StringRule = .any, merge: ListMerge = .replace) -> ValueType {
        .list(.string(rule), merge: merge)
    }
    package static var count: ValueType { .integer(0...Int(Int32.max)) }

    /// The type of what stands at `step` below a value of this type.
    package func below(_ step: NodePath.Step) -> ValueType {
        switch (self, step) {
        case (.object(let object), .key(let key)): object.field(key)?.type ?? .anything
        case (.map(let value, _), .key): value
        case (.list(let element, _), .index): element
        default: .anything
        }
    }
}

/// How a list of a later document joins the list of an earlier one.
package enum ListMerge: Sendable, Equatable {
    /// The later list counts alone.
    case replace
    /// The later items follow the earlier ones.
    case append
    /// Items with the same value under these keys (the first that is set) are one item, merged deeply; others follow.
    /// Without keys the items are texts, and each stands in the list once.
    case byKey([String])
}

/// The text rules of a string.
package struct StringRule: Sendable {
    /// The only values allowed; nil for no such list.
    package let allowed: [String]?
    /// The rule in the words of JSON Schema's `pattern` (ECMA-262); nil for none.
    package let pattern: String?
    /// What the text must be, for messages: "an absolute path".
    package let expectation: String
    package let accepts: @Sendable (String) -> Bool
    /// What to do about a text that is not accepted, where there is more to say than `expectation`.
    package let remedy: @Sendable (String) -> String?

    package init(
        _ expectation: String, pattern: String?, allowed: [String]? = nil,
        remedy: @escaping @Sendable (String) -> String? = { _ in nil }, accepts: @escaping @Sendable (String) -> Bool
    ) {
        self.remedy = remedy
        self.expectation = expectation
        self.pattern = pattern
        self.allowed = allowed
        self.accepts = accepts
    }

    package static let any = StringRule("a string", pattern: nil) { _ in true }
    package static let nonEmpty = StringRule("a text that is not empty", pattern: "^[\\s\\S]+$") { !$0.isEmpty }

    package static func oneOf(_ values: [String]) -> StringRule {
        let list =
            values.count > 1
            ? values.dropLast().joined(separator: ", ") + " or " + values[values.count - 1] : values.joined()
        return StringRule(list, pattern: nil, allowed: values) { values.contains($0) }
    }
}

/// A mapping with known keys.
package struct ObjectType: Sendable {
    package let fields: [Field]
    /// Keys of which a value takes one: in a later document, one of them takes the place of the others.
    package let alternatives: [String]
    /// The key that was meant by who writes a text in place of the mapping; nil where there is no such key.
    package let keyOfText: @Sendable (String) -> String?
    /// What to do instead, for who writes a text where no key would take it; nil where there is nothing to say.
    package let remedyOfText: @Sendable (String) -> String?

    package init(
        _ fields: [Field], alternatives: [String] = [],
        keyOfText: @escaping @Sendable (String) -> String? = { _ in nil },
        remedyOfText: @escaping @Sendable (String) -> String? = { _ in nil }
    ) {
        self.fields = fields
        self.alternatives = alternatives
        self.keyOfText = keyOfText
        self.remedyOfText = remedyOfText
    }

    package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// One known key of a mapping.
package struct Field: Sendable {
    package let name: String
    package let type: ValueType
    package let isRequired: Bool
    /// One or two sentences, ending in a full stop.
    package let summary: String
    /// The first Ignition specification that knows the field; nil where none is needed.
    package let since: Version?

    package init(_ name: String, _ type: ValueType, _ summary: String, required: Bool = false, since: Version? = nil) {
        self.name = name
        self.type = type
        self.summary = summary
        self.isRequired = required
        self.since = since
    }
}
