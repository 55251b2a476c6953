import Values

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
        Shape("a GitHub token", "ghu_", 36, isWord), Shape("a GitHub token", "ghr_", 36, isWord),
        Shape("a GitHub token", "github_pat_", 40, isWord), Shape("a GitLab token", "glpat-", 20, isWord),
        Shape("a Slack token", "xoxa-", 20, isWord), Shape("a Slack token", "xoxb-", 20, isWord),
        Shape("a Slack token", "xoxe-", 20, isWord), Shape("a Slack token", "xoxe.", 20, isWord),
        Shape("a Slack token", "xoxp-", 20, isWord), Shape("a Slack token", "xoxr-", 20, isWord),
        Shape("a Slack token", "xoxs-", 20, isWord), Shape("a Slack token", "xapp-", 20, isWord),
        Shape("a Stripe key", "sk_live_", 16, isWord), Shape("a Stripe key", "rk_live_", 16, isWord),
        Shape("a k3s join token", "K10", 64, isHexadecimal), Shape("a JSON web token", "eyJhbGciOi", 20, isWord),
        Shape("a Docker Hub token", "dckr_pat_", 20, isWord), Shape("an npm token", "npm_", 36, isWord),
    ]

    /// Whether a shape begins with the byte.
    private static let startsShape: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for shape in shapes { table[Int(shape.prefix[0])] = true }
        return table
    }()

    /// What kind of secret the bytes hold; nil for none. Texts in base64 are looked into.
    package static func kind(in bytes: [UInt8]) -> String? { kind(in: bytes, depth: 0) }

    private static func kind(in bytes: [UInt8], depth: Int) -> String? {
        let startsShape = startsShape
        var index = 0
        var run = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "-"): if isPrivateKey(bytes, at: index) { return "a private key" }
            case UInt8(ascii: ":"):
                if isPasswordInURL(bytes, at: index) { return "a password in a URL" }
                if let name = assigned(in: bytes, at: index) { return name }
            case UInt8(ascii: "="): if let name = assigned(in: bytes, at: index) { return name }
            case UInt8(ascii: "."): if isBootstrapToken(bytes, at: index) { return "a kubeadm join token" }
            case _ where startsShape[Int(byte)]:
                let isWordStart = index == 0 || !isAlphanumeric(bytes[index - 1])
                if isWordStart, let shape = shapes.first(where: { matches(bytes, at: index, $0) }) { return shape.name }
            default: break
            }
            index += 1
            guard isBase64(byte) else {
                run = index
                continue
            }
            let isEnd = index == bytes.count || !isBase64(bytes[index])
            if isEnd, index - run >= 24, depth < 2, let name = packed(bytes[run..<index], depth: depth) { return name }
        }
        return nil
    }

    /// The kind of secret in a run of base64 characters.
    private static func packed(_ run: ArraySlice<UInt8>, depth: Int) -> String? {
        let whole = run.prefix(run.count / 4 * 4)
        return whole.withUnsafeBufferPointer(Base64.decode).flatMap { kind(in: $0, depth: depth + 1) }
    }

    private static func matches(_ bytes: [UInt8], at index: Int, _ shape: Shape) -> Bool {
        guard bytes[index...].starts(with: shape.prefix) else { return false }
        return bytes[(index + shape.prefix.count)...].prefix(shape.minimum).count(where: shape.alphabet)
            == shape.minimum
    }

    /// kubeadm's `abcdef.0123456789abcdef`. A digit must be among the sixteen, as in nearly all tokens; host names
    /// would look the same otherwise.
    ///
    /// Source: Kubernetes, "Authenticating with bootstrap tokens", token format.
    private static func isBootstrapToken(_ bytes: [UInt8], at index: Int) -> Bool {
        let start = index - 6
        let end = index + 17
        guard start >= 0, end <= bytes.count, start == 0 || !isWord(bytes[start - 1]),
            end == bytes.count || !isWord(bytes[end])
        else { return false }
        let secret = bytes[(index + 1)..<end]
        return bytes[start..<index].allSatisfy(isLowerOrDigit) && secret.allSatisfy(isLowerOrDigit)
            && hasLetterAndDigit(secret)
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

    private static let end = Array("-----END ".utf8)

    /// The lines that private keys take, counted from 1; a key without an end takes the rest.
    package static func privateKeys(in text: String) -> [ClosedRange<Int>] {
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
