/// Reads unit text line by line.
struct SystemdUnitParser {
    /// Longer lines were cut by older systemd; Ignition refuses them.
    private static let longestLine = 2048

    private let lines: [Substring.UTF8View]
    private var index = 0
    private var section: String?
    private var options: [SystemdUnit.Option] = []

    init(_ text: String) {
        lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    mutating func parse() throws(SystemdUnit.Problem) -> [SystemdUnit.Option] {
        while index < lines.count {
            let line = trimmed(lines[index])
            switch line.first {
            case nil: index += 1
            case UInt8(ascii: "#"), UInt8(ascii: ";"): skipComment()
            case UInt8(ascii: "["): try header(line)
            default:
                guard let section else {
                    index += 1
                    continue
                }
                try option(line, in: section)
            }
        }
        return options
    }

    private mutating func skipComment() {
        while index < lines.count {
            let line = trimmed(lines[index])
            index += 1
            if line.last != UInt8(ascii: "\\") { return }
        }
    }

    private mutating func header(_ line: Substring.UTF8View) throws(SystemdUnit.Problem) {
        guard let end = line.firstIndex(of: UInt8(ascii: "]")) else { throw problem("a section's name has no `]`") }
        let name = String(decoding: line[line.index(after: line.startIndex)..<end], as: UTF8.self)
        guard trimmed(line[line.index(after: end)...]).isEmpty else {
            throw problem("text follows the section's name `[\(name)]`")
        }
        section = name
        index += 1
    }

    private mutating func option(_ line: Substring.UTF8View, in section: String) throws(SystemdUnit.Problem) {
        guard line.count < Self.longestLine else { throw problem("the line is longer than \(Self.longestLine) bytes") }
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { throw problem("the line has no `=`") }
        let name = String(decoding: trimmed(line[..<equals]), as: UTF8.self)
        let start = index + 1
        var value = String(decoding: line[line.index(after: equals)...], as: UTF8.self)
        index += 1
        while value.utf8.last == UInt8(ascii: "\\"), index < lines.count {
            guard lines[index].count < Self.longestLine else {
                throw problem("the line is longer than \(Self.longestLine) bytes")
            }
            value += "\n" + String(decoding: trimmed(lines[index]), as: UTF8.self)
            index += 1
        }
        let text = String(decoding: trimmed(value[...].utf8), as: UTF8.self)
        options.append(.init(section: section, name: name, value: text, line: start))
    }

    private func problem(_ reason: String) -> SystemdUnit.Problem { .init(line: index + 1, reason: reason) }

    private func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var text = text
        while let first = text.first, Self.space.contains(first) { text = text.dropFirst() }
        while let last = text.last, Self.space.contains(last) { text = text.dropLast() }
        return text
    }

    private static let space: Set<UInt8> = [0x20, 0x09, 0x0B, 0x0C, 0x0D]
}
