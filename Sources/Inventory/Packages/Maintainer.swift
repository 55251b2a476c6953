/// Who answers for a package: `Debian GLibC Maintainers <debian-glibc@lists.debian.org>`.
package struct Maintainer: Sendable, Hashable {
    package let name: String
    /// nil where none is given, or none that can be one.
    package let address: String?

    package init(name: String, address: String?) {
        self.name = name
        self.address = address
    }

    /// Reads the field `Maintainer`; nil where it names nobody. What could drive a terminal is left out.
    ///
    /// Source: Debian Policy 5.6.2.
    package init?(_ field: String) {
        guard field.utf8.count <= 1024 else { return nil }
        let parts = field.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false)
        let name = Self.words(parts[0])
        guard !name.isEmpty else { return nil }
        self.name = name
        address = parts.count == 2 ? Self.address(parts[1]) : nil
    }

    /// Whether it is known to be a group: a mailing list, or a name that says so.
    package var isOrganization: Bool {
        let host = address?.split(separator: "@").last.map(String.init) ?? ""
        let isList = ["lists.", "alioth-lists.", "tracker."].contains { host.hasPrefix($0) }
        let words = Set(name.lowercased().split { !$0.isLetter })
        return isList || !words.isDisjoint(with: ["team", "teams", "maintainers", "group", "developers", "packagers"])
    }

    private static func words(_ text: Substring) -> String {
        text.split { $0.isWhitespace || $0 == "\"" }.map(shown).joined(separator: " ")
    }

    private static func shown(_ word: Substring) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in word.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: continue
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// `NAME@HOST` of printable ASCII, up to `>`.
    private static func address(_ rest: Substring) -> String? {
        let text = rest.prefix { $0 != ">" }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"()<>\"\\,;".utf8.contains($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain else { return nil }
        return String(text)
    }
}
