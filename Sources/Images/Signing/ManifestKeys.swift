import enum Crypto.Curve25519
import struct Crypto.SHA256
package import Values

/// A private key that signs manifests. It is read and used, never written or described.
package struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// - Parameter pem: PKCS#8, as `openssl genpkey -algorithm ed25519` writes it.
    package init(pem: [UInt8]) throws(KeyError) {
        let bytes = try KeyPEM.privateKey(pem)
        do { key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes) } catch {
            throw KeyError(reason: "it is no Ed25519 key", remedy: "make a new one")
        }
    }

    package var publicKey: VerificationKey { VerificationKey(Array(key.publicKey.rawRepresentation)) }

    /// 64 bytes (RFC 8032, Ed25519: of the bytes themselves, not of a digest).
    func signature(of bytes: [UInt8]) throws(KeyError) -> [UInt8] {
        do { return Array(try key.signature(for: bytes)) } catch {
            throw KeyError(reason: "it cannot sign", remedy: "make a new one")
        }
    }
}

/// A public key by which a manifest's signature is checked.
package struct VerificationKey: Sendable, Equatable {
    private let bytes: [UInt8]

    fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Parameter pem: SubjectPublicKeyInfo, as `openssl pkey -pubout` writes it.
    package init(pem: [UInt8]) throws(KeyError) { bytes = try KeyPEM.publicKey(pem) }

    /// As `openssl pkey -pubout` writes it.
    var pem: [UInt8] { KeyPEM.text(publicKey: bytes) }

    /// SHA-256 of the key's 32 bytes: a short name for it.
    package var fingerprint: Digest { Digest(hash: SHA256.hash(data: bytes)) }

    func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}
