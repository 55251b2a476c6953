import Values

/// Secrets that are known by the name that they are given: `DB_PASSWORD=…`, `"auth": "…"`, `Authorization: Bearer …`.
extension SecretText {
    private static let passwords = ["password", "passwd", "passphrase"].map { Array($0.utf8) }
    private static let keys = ["secret", "token", "apikey", "secretkey", "accesskey"].map { Array($0.utf8) }
    private static let amazonKey = Array("secretaccesskey".utf8)
    private static let login = Array("auth".utf8)
    private static let header = Array("authorization".utf8)
    /// The last letters of the names above: most names are not looked at any further.
    private static let lastLetters = Set("dethyn".utf8)

    /// The kind of secret that the `=` or `:` at `index` assigns; nil for none.
    static func assigned(in bytes: [UInt8], at index: Int) -> String? {
        let name = name(in: bytes, before: index)
        guard !name.isEmpty else { return nil }
        func ends(_ word: [UInt8]) -> Bool { name.suffix(word.count).elementsEqual(word) }
        if ends(header) { return authorization(bytes[(index + 1)...]) }
        let value = value(in: bytes[(index + 1)...])
        guard isLiteral(value) else { return nil }
        if ends(login) { return isLogin(value) ? "a registry's login" : nil }
        if ends(amazonKey), value.count >= 40, value.prefix(40).allSatisfy(isBase64) { return "an AWS secret key" }
        if passwords.contains(where: ends), value.count >= 8 {
            // `password: required` is a sentence more often than a password.
            let isTight = bytes[index] == UInt8(ascii: "=") && !isSpace(bytes[index + 1])
            return isTight || hasLetterAndDigit(value) ? "a password" : nil
        }
        guard keys.contains(where: ends) else { return nil }
        return value.split(whereSeparator: { !isAlphanumeric($0) }).contains { $0.count >= 16 && hasLetterAndDigit($0) }
            ? "a token or key" : nil
    }

    /// The name before `index` in lower case, without `_`, `-` and `.`; empty for a variable's value, and for names
    /// that cannot be meant here.
    private static func name(in bytes: [UInt8], before index: Int) -> [UInt8] {
        var end = index
        while end > 0, index - end < 8, isSpace(bytes[end - 1]) || isQuote(bytes[end - 1]) { end -= 1 }
        guard end > 0, lastLetters.contains(bytes[end - 1] | 0x20) else { return [] }
        var start = end
        while start > 0, end - start < 64, isWord(bytes[start - 1]) { start -= 1 }
        if start > 0, bytes[start - 1] == UInt8(ascii: "$") || bytes[start - 1] == UInt8(ascii: "{") { return [] }
        return bytes[start..<end].filter(isAlphanumeric).map { $0 | 0x20 }
    }

    /// Whether a byte ends a value.
    private static let endsValue = (0...255).map { byte in
        byte <= 0x20 || isQuote(byte) || ",;&<>)}]`".utf8.contains(byte)
    }

    /// The word that begins `bytes`, without quotes, as far as it is looked at.
    private static func value(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let endsValue = endsValue
        var start = bytes.startIndex
        while start < bytes.endIndex, isSpace(bytes[start]) { start += 1 }
        while start < bytes.endIndex, isQuote(bytes[start]) { start += 1 }
        let limit = min(bytes.endIndex, start + 256)
        var end = start
        while end < limit, !endsValue[Int(bytes[end])] { end += 1 }
        return bytes[start..<end]
    }

    /// Whether a value stands for itself: references, paths and calls do not.
    private static func isLiteral(_ value: ArraySlice<UInt8>) -> Bool {
        guard let first = value.first, !"$%{(*!/~.=:".utf8.contains(first) else { return false }
        let isReference = ["arn:", "s3:", "ssm:", "sha256", "sha512"].contains { value.starts(with: $0.utf8) }
        let isComposed = value.contains { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "$") }
        return !isReference && !isComposed
    }

    /// An `Authorization:` header with its credentials.
    private static func authorization(_ bytes: ArraySlice<UInt8>) -> String? {
        let scheme = value(in: bytes)
        let credentials = value(in: bytes[scheme.endIndex...])
        guard isLiteral(credentials), credentials.count >= 8 else { return nil }
        let isBasic = scheme.map { $0 | 0x20 }.elementsEqual("basic".utf8)
        return (isBasic ? isLogin(credentials) : hasLetterAndDigit(credentials)) ? "an authorization header" : nil
    }

    /// Whether a value is `user:password` in base64.
    private static func isLogin(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count >= 8, let text = value.withUnsafeBufferPointer(Base64.decode),
            text.allSatisfy({ (0x20..<0x7F).contains($0) }), let colon = text.firstIndex(of: UInt8(ascii: ":"))
        else { return false }
        return colon > 0 && colon + 1 < text.count
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    private static func isQuote(_ byte: UInt8) -> Bool { byte == 0x22 || byte == 0x27 || byte == 0x5C }
}
