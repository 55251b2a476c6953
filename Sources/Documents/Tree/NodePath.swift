/// The way to a value inside a document, printed as `storage.files[0].contents`.
package struct NodePath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    package var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    /// Reads `a.b[0].c`; a key with dots or brackets is written `["a.b"]`, with a backslash before `"` and `\`.
    /// nil when malformed.
    package init?(_ text: String) {
        var steps: [Step] = []
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            if first == "[" {
                rest.removeFirst()
                guard let step = rest.first == "\"" ? Self.quotedKey(&rest) : Self.index(&rest),
                    rest.popFirst() == "]"
                else { return nil }
                steps.append(step)
            } else {
                if !steps.isEmpty {
                    guard rest.popFirst() == "." else { return nil }
                }
                let key = rest.prefix { $0 != "." && $0 != "[" }
                guard !key.isEmpty else { return nil }
                steps.append(.key(String(key)))
                rest = rest[key.endIndex...]
            }
        }
        self.steps = steps
    }

    private static func quotedKey(_ rest: inout Substring.UnicodeScalarView) -> Step? {
        rest.removeFirst()
        var key = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return .key(String(key))
            case "\\":
                guard let escaped = rest.popFirst() else { return nil }
                key.append(escaped)
            default: key.append(scalar)
            }
        }
        return nil
    }

    private static func index(_ rest: inout Substring.UnicodeScalarView) -> Step? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest[digits.endIndex...]
        return Int(String(digits)).map(Step.index)
    }

    package static func / (path: Self, key: String) -> Self { Self(path.steps + [.key(key)]) }
    package static func / (path: Self, index: Int) -> Self { Self(path.steps + [.index(index)]) }

    package var parent: Self? { steps.isEmpty ? nil : Self(Array(steps.dropLast())) }

    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where key.isEmpty || key.unicodeScalars.contains { ".[]\"".unicodeScalars.contains($0) }:
                text += "[\"" + Self.escaped(key) + "\"]"
            case .key(let key): text += text.isEmpty ? key : "." + key
            }
        }
        return text
    }

    private static func escaped(_ key: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in key.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
