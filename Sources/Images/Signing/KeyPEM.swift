import Values

/// Ed25519 keys as OpenSSL writes them: DER in PEM.
///
///     private, PKCS#8, 48 bytes        public, SubjectPublicKeyInfo, 44 bytes
///      0 30 2E       sequence           0 30 2A       sequence
///      2 02 01 00    version 0          2 30 05       sequence
///      5 30 05       sequence           4 06 03 2B 65 70  1.3.101.112, Ed25519
///      7 06 03 2B 65 70  Ed25519        9 03 21 00    bits, none unused
///     12 04 22 04 20 the key's bytes   12 32 bytes
///     16 32 bytes
///
/// Source: RFC 8410, sections 3, 4 and 7; RFC 7468.
enum KeyPEM {
    static let privateLabel = "PRIVATE KEY"
    static let publicLabel = "PUBLIC KEY"
    private static let privateHead: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
    private static let publicHead: [UInt8] = [
        0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
    ]

    /// The 32 bytes of a private key.
    static func privateKey(_ text: [UInt8]) throws(KeyError) -> [UInt8] {
        try bytes(text, privateLabel, privateHead, "openssl genpkey -algorithm ed25519 -out FILE")
    }

    /// The 32 bytes of a public key.
    static func publicKey(_ text: [UInt8]) throws(KeyError) -> [UInt8] {
        try bytes(text, publicLabel, publicHead, "openssl pkey -in PRIVATE -pubout -out FILE")
    }

    static func text(publicKey: [UInt8]) -> [UInt8] {
        let body = Base64.encode(publicHead + publicKey)
        return Array("-----BEGIN \(publicLabel)-----\n\(body)\n-----END \(publicLabel)-----\n".utf8)
    }

    private static func bytes(
        _ text: [UInt8], _ label: String, _ head: [UInt8], _ maker: String
    ) throws(KeyError) -> [UInt8] {
        let remedy = "`\(maker)` makes one"
        guard let text = String(validating: text, as: UTF8.self) else {
            throw KeyError(reason: "it is no PEM text", remedy: remedy)
        }
        let lines = text.split(whereSeparator: \.isNewline)
        guard let start = lines.firstIndex(of: "-----BEGIN \(label)-----") else {
            let found = lines.first { $0.hasPrefix("-----BEGIN ") }.map { $0.dropFirst(11).prefix { $0 != "-" } }
            throw KeyError(reason: reason(found.map { String($0) }, label), remedy: remedy)
        }
        let rest = lines[(start + 1)...]
        guard let end = rest.firstIndex(of: "-----END \(label)-----"),
            let bytes = Base64.decode(rest[..<end].joined())
        else { throw KeyError(reason: "its PEM text is damaged or cut off", remedy: remedy) }
        guard bytes.starts(with: head), bytes.count == head.count + 32 else {
            throw KeyError(reason: "it is no Ed25519 key", remedy: remedy)
        }
        return Array(bytes.dropFirst(head.count))
    }

    /// Names labels that are known and nothing else of the file, which may be a secret.
    private static func reason(_ found: String?, _ wanted: String) -> String {
        switch found {
        case "ENCRYPTED PRIVATE KEY": "the key is encrypted"
        case "OPENSSH PRIVATE KEY": "it is a key in OpenSSH's own form"
        case publicLabel: "it is a public key, and the private one is needed"
        case privateLabel: "it is a private key, and the public one is needed"
        case nil: "it is no PEM text"
        default: "it holds no `\(wanted)`"
        }
    }
}

/// Why a file is no key that can be used. Never repeats anything of the file.
package struct KeyError: Error, Equatable {
    package let reason: String
    package let remedy: String
}
