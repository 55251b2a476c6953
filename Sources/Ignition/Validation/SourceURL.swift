/// A URL as far as Ignition looks at it before it fetches anything.
///
/// Source: RFC 3986 with the tolerance of Go's `net/url`, which Ignition uses.
struct SourceURL {
    let scheme: String
    /// What stands between the scheme and the query.
    let body: Substring
    let query: Substring?

    /// nil where the text cannot be read as a URL with a scheme.
    init?(_ text: String) {
        guard let scheme = Self.scheme(of: text), text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        self.scheme = scheme
        // Over bytes: a data URL may hold a whole file, and finding characters in it takes many times as long.
        var rest = text.utf8[...].dropFirst(scheme.utf8.count + 1)
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
            guard Self.hasValidEscapes(rest[hash...]) else { return nil }
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = Substring(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        } else {
            query = nil
        }
        body = Substring(rest)
        guard rest.first == UInt8(ascii: "/") else { return }
        guard rest.starts(with: "//".utf8) else {
            guard Self.hasValidEscapes(rest) else { return nil }
            return
        }
        let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
        guard Self.isAuthority(Substring(authority)), Self.hasValidEscapes(rest[authority.endIndex...]) else {
            return nil
        }
    }

    /// The scheme in lower case; nil for none.
    static func scheme(of text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text.utf8[..<colon]
        guard let first = scheme.first, isAlphanumeric(first), !(0x30...0x39).contains(first) else { return nil }
        guard scheme.allSatisfy({ isAlphanumeric($0) || "+-.".utf8.contains($0) }) else { return nil }
        return text[..<colon].lowercased()
    }

    /// The value of the first query parameter called `name`; nil for none.
    func parameter(_ name: String) -> Substring? {
        for pair in (query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts[0] == name { return parts.count > 1 ? parts[1] : "" }
        }
        return nil
    }

    private static func hasValidEscapes(_ text: Substring.UTF8View) -> Bool {
        var bytes = text.makeIterator()
        while let byte = bytes.next() {
            guard byte == UInt8(ascii: "%") else { continue }
            guard bytes.next().flatMap(hexadecimalValue) != nil, bytes.next().flatMap(hexadecimalValue) != nil else {
                return false
            }
        }
        return true
    }

    private static func isAuthority(_ text: Substring) -> Bool {
        var host = text
        if let at = text.lastIndex(of: "@") {
            let user = text[..<at]
            guard hasValidEscapes(user.utf8),
                user.utf8.allSatisfy({ isAlphanumeric($0) || "-._:~!$&'()*+,;=%@".utf8.contains($0) })
            else { return false }
            host = text[text.index(after: at)...]
        }
        if host.hasPrefix("[") {
            guard let end = host.lastIndex(of: "]") else { return false }
            return isPort(host[host.index(after: end)...])
        }
        if let colon = host.lastIndex(of: ":") {
            guard isPort(host[colon...]) else { return false }
        }
        return host.utf8.allSatisfy { $0 >= 0x80 || isAlphanumeric($0) || "-_.~!$&'()*+,;=:[]<>\"".utf8.contains($0) }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || (text.first == ":" && text.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) })
    }
}
