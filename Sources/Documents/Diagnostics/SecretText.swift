/// How secrets look in a text.
package enum SecretText {
    /// How a secret looks: what stands before it, which bytes follow, and how many.
    private struct Shape {
        let name: String
        let prefix: [UInt8]
        let minimum: Int
        let alphabet: @Sendable (UInt8) -> Bool

        init(_ name: String, _ prefix: String, _ minimum: Int, _ alphabet: @escaping @Sendable (UInt8) -> Bool) {
            self.name = name
            self.prefix = Array(prefix.utf8)
            self.minimum = minimum
            self.alphabet = alphabet
        }
    }

    /// Published forms of tokens and keys.
    private static let shapes = [
        Shape("an AWS access key", "AKIA", 16, isUpperOrDigit), Shape("an AWS access key", "ASIA", 16, isUpperOrDigit),
        Shape("a Docker Swarm join token", "SWMTKN-1-", 50, isWord), Shape("a GitHub token", "ghp_", 36, isWord),
        Shape("a GitHub token", "gho_", 36, isWord), Shape("a GitHub token", "ghs_", 36, isWord),
        Shape("a GitHub token", "github_pat_", 40, isWord), Shape("a GitLab token", "glpat-", 20, isWord),
        Shape("a Slack token", "xoxb-", 20, isWord), Shape("a Slack token", "xoxp-", 20, isWord),
        Shape("a k3s join token", "K10", 64, isHexadecimal), Shape("a JSON web token", "eyJhbGciOi", 20, isWord),
        Shape("a Docker Hub token", "dckr_pat_", 20, isWord),
    ]

    /// What kind of secret the bytes hold; nil for none.
    package static func kind(in bytes: [UInt8]) -> String? {
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "-"): if isPrivateKey(bytes, at: index) { return "a private key" }
            case UInt8(ascii: ":"): if isPasswordInURL(bytes, at: index) { return "a password in a URL" }
            case UInt8(ascii: "A"), UInt8(ascii: "S"), UInt8(ascii: "K"), UInt8(ascii: "g"), UInt8(ascii: "x"),
                UInt8(ascii: "e"), UInt8(ascii: "d"):
                let isWordStart = index == 0 || !isWord(bytes[index - 1])
                if isWordStart, let shape = shapes.first(where: { matches(bytes, at: index, $0) }) { return shape.name }
            default: break
            }
            index += 1
        }
        return nil
    }

    private static func matches(_ bytes: [UInt8], at index: Int, _ shape: Shape) -> Bool {
        guard bytes[index...].starts(with: shape.prefix) else { return false }
        return bytes[(index + shape.prefix.count)...].prefix(shape.minimum).count(where: shape.alphabet)
            == shape.minimum
    }

    private static let begin = Array("-----BEGIN ".utf8)
    private static let privateKey = Array("PRIVATE KEY-----".utf8)

    private static func isPrivateKey(_ bytes: [UInt8], at index: Int) -> Bool {
        guard bytes[index...].starts(with: begin) else { return false }
        let label = bytes[(index + begin.count)...].prefix(40).prefix { $0 != 0x0A }
        return label.indices.contains { label[$0...].starts(with: privateKey) }
    }

    /// `scheme://user:password@host`, unless the password is empty or a reference such as `$PASSWORD`.
    private static func isPasswordInURL(_ bytes: [UInt8], at index: Int) -> Bool {
        guard bytes[index...].starts(with: Array("://".utf8)), index > 0, isWord(bytes[index - 1]) else { return false }
        let authority = bytes[(index + 3)...].prefix(256).prefix { $0 > 0x20 && $0 != 0x2F && $0 != 0x22 && $0 != 0x27 }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
            let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
        else { return false }
        let password = authority[(colon + 1)..<at]
        return !password.isEmpty
            && ![UInt8(ascii: "$"), UInt8(ascii: "<"), UInt8(ascii: "%")].contains(password[colon + 1])
    }

    private static func isUpperOrDigit(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
    }
    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x61...0x66).contains(byte) || (0x30...0x39).contains(byte)
    }
    private static func isWord(_ byte: UInt8) -> Bool {
        isUpperOrDigit(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E
    }

    private static let end = Array("-----END ".utf8)

    /// The lines that private keys take, counted from 1; a key without an end takes the rest.
    static func privateKeys(in text: String) -> [ClosedRange<Int>] {
        let bytes = Array(text.utf8)
        var result: [ClosedRange<Int>] = []
        var line = 1
        var start: Int?
        for (index, byte) in bytes.enumerated() {
            if byte == 0x0A { line += 1 }
            guard byte == UInt8(ascii: "-") else { continue }
            if start == nil, isPrivateKey(bytes, at: index) { start = line }
            if let first = start, bytes[index...].starts(with: end) {
                result.append(first...line)
                start = nil
            }
        }
        return start.map { result + [$0...line] } ?? result
    }
}
