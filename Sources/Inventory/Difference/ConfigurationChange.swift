import Documents

/// A role whose rendered configuration differs.
package struct ConfigurationChange: Sendable, Equatable {
    package let role: String
    /// A unified diff with three lines around each change. Lines that look like secrets are not shown; empty where
    /// nothing but such lines differs.
    package let diff: String

    /// Sorted by role. A role that an image does not have counts as an empty text.
    static func all(from: [String: String], to: [String: String]) -> [ConfigurationChange] {
        Set(from.keys).union(to.keys).sorted().compactMap { role in
            let (old, new) = (from[role], to[role])
            guard old.map({ Array($0.utf8) }) != new.map({ Array($0.utf8) }) else { return nil }
            let names = ("a/" + printable(role), "b/" + printable(role))
            let diff = UnifiedDiff(from: withoutSecrets(old ?? ""), to: withoutSecrets(new ?? ""), names: names)
            return ConfigurationChange(role: role, diff: diff.text)
        }
    }

    /// The text with every line replaced that a report must not show, as reports end up in logs.
    private static func withoutSecrets(_ text: String) -> String {
        let keys = SecretText.privateKeys(in: text)
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in
            let line = String(Substring(line))
            let isHidden = keys.contains { $0.contains(index + 1) } || SecretText.redacted(line) != line
            return isHidden ? "(not shown, since it holds a secret)" : line
        }.joined(separator: "\n")
    }
}
