/// The distribution whose packages an image holds, as `os-release` names it.
package struct Distribution: Sendable, Hashable {
    /// `debian`: lower-case letters, digits, `.`, `_`, `-`.
    package let id: String
    /// `13`, or the code name of a release that has no number yet; nil where there is neither.
    package let version: String?

    /// nil unless both have the form that os-release(5) asks for.
    package init?(id: String, version: String?) {
        guard Self.isWord(id), version.map(Self.isWord) ?? true else { return nil }
        self.id = id
        self.version = version
    }

    /// Reads the fields `ID`, `VERSION_ID` and `VERSION_CODENAME`; nil where there is no `ID`, or none of that form.
    ///
    /// Source: os-release(5).
    package init?(osRelease: some Collection<UInt8>) {
        var fields: [String: String] = [:]
        for line in osRelease.split(separator: UInt8(ascii: "\n")) {
            guard let equals = line.firstIndex(of: UInt8(ascii: "=")), line.first != UInt8(ascii: "#") else { continue }
            let name = String(decoding: line[..<equals], as: UTF8.self)
            fields[name] = Self.unquoted(line[line.index(after: equals)...])
        }
        guard let id = fields["ID"] else { return nil }
        self.init(id: id, version: fields["VERSION_ID"] ?? fields["VERSION_CODENAME"])
    }

    /// `debian-13`: the value of a package URL's `distro`.
    package var label: String { version.map { "\(id)-\($0)" } ?? id }

    private static func unquoted(_ value: some Collection<UInt8>) -> String {
        let text = String(decoding: value, as: UTF8.self)
        guard let quote = text.first, quote == "\"" || quote == "'", text.count >= 2, text.last == quote else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    private static func isWord(_ text: String) -> Bool {
        let bytes = text.utf8
        return !bytes.isEmpty && bytes.count <= 64
            && bytes.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || "._-".utf8.contains($0)
            }
    }
}
