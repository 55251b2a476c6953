/// Keeping secrets out of reports, which end up in logs.
extension SecretText {
    /// `text` without what looks like a secret: without the quoted value that holds it, or else nothing of it.
    package static func redacted(_ text: String) -> String {
        guard isSensitive(text) else { return text }
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        let kept = parts.enumerated().map { index, part in
            index.isMultiple(of: 2) || !isSensitive(part) ? part : "…"
        }.joined(separator: "`")
        return isSensitive(kept) ? "(not shown, since it holds a secret)" : kept
    }

    /// Whether a report should rather not show `text`. Unlike `kind(in:)` this also takes `user:password@host` without
    /// a scheme for a secret: to hide too much of a report does no harm.
    static func isSensitive(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        return kind(in: bytes) != nil
            || bytes.indices.contains { bytes[$0] == UInt8(ascii: "@") && isAfterLogin(bytes, at: $0) }
    }

    /// Whether the `@` at `index` ends a login; that of an image with tag and digest does not.
    private static func isAfterLogin(_ bytes: [UInt8], at index: Int) -> Bool {
        guard !bytes[(index + 1)...].starts(with: "sha256:".utf8),
            !bytes[(index + 1)...].starts(with: "sha512:".utf8)
        else { return false }
        let before = bytes[..<index].suffix(256)
        let space = before.lastIndex { $0 <= 0x20 || "/`\\\"'".utf8.contains($0) }
        let word = before[(space.map { $0 + 1 } ?? before.startIndex)...]
        guard let colon = word.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let password = word[(colon + 1)...]
        return colon > word.startIndex && !password.isEmpty && !"$%<{".utf8.contains(password[colon + 1])
    }
}
