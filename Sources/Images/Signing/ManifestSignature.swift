package import Documents
package import Values

/// The detached signature beside an image's manifest, over the manifest's bytes.
package struct ManifestSignature {
    /// What the signature says by a key.
    package enum Judgement: Sendable, Equatable {
        case valid
        case missing
        /// It is no signature of 64 bytes.
        case damaged
        /// Another key, with this fingerprint, made it, of the very manifest that is there.
        case otherKey(Digest)
        /// The manifest is not the one that was signed, or the signature not the one that was made.
        case otherBytes
    }

    private let entry: ImageStore.Entry

    package init(_ entry: ImageStore.Entry) { self.entry = entry }

    package func judge(by key: VerificationKey) throws(FileProblem) -> Judgement {
        let manifest = try DiskFiles().read(entry.file(ImageFiles.manifest), limit: 64 << 20)
        guard let signature = try read(ImageFiles.signature) else { return .missing }
        guard signature.count == 64 else { return .damaged }
        if key.accepts(signature, of: manifest) { return .valid }
        let signer = try read(ImageFiles.signer).flatMap { try? VerificationKey(pem: $0) }
        guard let signer, signer != key, signer.accepts(signature, of: manifest) else { return .otherBytes }
        return .otherKey(signer.fingerprint)
    }

    private func read(_ name: String) throws(FileProblem) -> [UInt8]? {
        do throws(FileProblem) { return try DiskFiles().read(entry.file(name), limit: 4096) } catch {
            switch error.kind {
            case .missing: return nil
            case .tooLarge: return []
            default: throw error
            }
        }
    }

    /// The files that a signature of a manifest consists of, by their names, the signature itself last.
    package static func files(
        _ manifest: [UInt8], _ key: SigningKey
    ) throws(KeyError) -> [(name: String, bytes: [UInt8])] {
        [
            (ImageFiles.signer, key.publicKey.pem), (ImageFiles.signature, try key.signature(of: manifest)),
        ]
    }
}
