/// One paragraph of Debian's control format: the fields of a package or of a release.
///
///     Package: ignition
///     Description: a short line
///      a continuation, which starts with a space
///
/// Source: deb822(5).
package struct ControlStanza: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package let name: String
        /// Continuation lines are joined by line feeds, without the space that starts each.
        package let value: String
    }

    /// What is wrong with a text.
    package struct Problem: Error, Equatable {
        /// A clause.
        package let reason: String

        package init(reason: String) { self.reason = reason }
    }

    package let fields: [Field]

    package subscript(name: String) -> String? {
        let name = name.lowercased()
        return fields.first { $0.name.lowercased() == name }?.value
    }

    /// The only stanza of a text; empty lines around it do not count.
    package init(_ text: some BidirectionalCollection<UInt8>) throws(Problem) {
        let all = try Self.all(Array(text))
        guard all.count == 1 else { throw Problem(reason: "it holds \(all.count) paragraphs instead of one") }
        self = all[0]
    }

    private init(fields: [Field]) { self.fields = fields }

    /// The stanza with further fields, which replace those of the same names.
    package func adding(_ others: [(name: String, value: String)]) -> ControlStanza {
        let names = Set(others.map { $0.name.lowercased() })
        let kept = fields.filter { !names.contains($0.name.lowercased()) }
        return ControlStanza(fields: kept + others.map { Field(name: $0.name, value: $0.value) })
    }

    /// As it stands in a file, with a line feed at its end.
    package var text: String {
        fields.map {
            "\($0.name): \($0.value.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n "))\n"
        }
        .joined()
    }

    package static func all(_ text: [UInt8]) throws(Problem) -> [ControlStanza] {
        var stanzas: [ControlStanza] = []
        var fields: [(name: String, lines: [String])] = []
        func stanza() throws(Problem) -> ControlStanza? {
            guard !fields.isEmpty else { return nil }
            guard Set(fields.map { $0.name.lowercased() }).count == fields.count else {
                throw Problem(reason: "a field stands twice in one paragraph")
            }
            return ControlStanza(
                fields: fields.map { Field(name: $0.name, value: $0.lines.joined(separator: "\n")) })
        }
        for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            switch line.first {
            case UInt8(ascii: "#"): continue
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                let rest = trimmed(line)
                if rest.isEmpty {
                    stanzas += [try stanza()].compactMap(\.self)
                    fields = []
                } else if fields.isEmpty {
                    throw Problem(reason: "a continuation line stands before the first field")
                } else {
                    fields[fields.count - 1].lines.append(rest)
                }
            case nil:
                stanzas += [try stanza()].compactMap(\.self)
                fields = []
            default:
                guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon != line.startIndex else {
                    throw Problem(reason: "a line is no field: `\(printable(Array(line.prefix(40))))`")
                }
                let name = String(decoding: line[..<colon], as: UTF8.self)
                fields.append((name, [trimmed(line[line.index(after: colon)...])]))
            }
        }
        return stanzas + [try stanza()].compactMap(\.self)
    }

    /// Without spaces, tabs and carriage returns at its ends.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> String {
        guard let start = line.firstIndex(where: { !isSpace($0) }), let last = line.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: line[start...last], as: UTF8.self)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
