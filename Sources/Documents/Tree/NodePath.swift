/// The way to a value inside a document, printed as `storage.files[0].contents`.
package struct NodePath: Hashable, Sendable, CustomStringConvertible {
    package enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    package var steps: [Step]

    package init(_ steps: [Step] = []) { self.steps = steps }

    /// Reads `a.b[0].c`; a key with dots is written `["a.b"]`. nil when malformed.
    package init?(_ text: String) {
        var steps: [Step] = []
        var rest = text[...]
        while !rest.isEmpty {
            if rest.hasPrefix("[\"") {
                guard let end = rest.firstRange(of: "\"]") else { return nil }
                steps.append(.key(String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound])))
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("[") {
                guard let end = rest.firstIndex(of: "]"), let index = Int(rest[rest.startIndex..<end].dropFirst()),
                    index >= 0
                else { return nil }
                steps.append(.index(index))
                rest = rest[rest.index(after: end)...]
            } else {
                if !steps.isEmpty {
                    guard rest.first == "." else { return nil }
                    rest = rest.dropFirst()
                }
                let key = rest.prefix { $0 != "." && $0 != "[" }
                guard !key.isEmpty else { return nil }
                steps.append(.key(String(key)))
                rest = rest[key.endIndex...]
            }
        }
        self.steps = steps
    }

    package static func / (path: Self, key: String) -> Self { Self(path.steps + [.key(key)]) }
    package static func / (path: Self, index: Int) -> Self { Self(path.steps + [.index(index)]) }

    package var parent: Self? { steps.isEmpty ? nil : Self(Array(steps.dropLast())) }

    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where key.isEmpty || key.contains { ".[]\"".contains($0) }: text += "[\"\(key)\"]"
            case .key(let key): text += text.isEmpty ? key : "." + key
            }
        }
        return text
    }
}
