import ArgumentParser
import Documents
import Images

/// What is said about keys and signatures.
extension Report {
    func failure(_ error: KeyError, of file: String) -> ExitCode {
        failure(.invalidKey, "\(file) cannot be used: \(error.reason)", remedy: error.remedy, ExitStatus.invalidInput)
    }

    /// Stops where an image is not signed by a key.
    func check(_ image: String, _ entry: ImageStore.Entry, signedBy key: VerificationKey) throws {
        let judgement: ManifestSignature.Judgement
        do throws(FileProblem) { judgement = try ManifestSignature(entry).judge(by: key) } catch {
            throw failure(error.code, "cannot read the signature of \(image): \(error.reason)", ExitStatus.failed)
        }
        switch judgement {
        case .valid: note("\(image) is signed by the key \(key.fingerprint)")
        case .missing:
            throw failure(
                .notSigned, "\(image) is not signed: it has no \(ImageFiles.signature)",
                remedy: "do not trust it; `basalt build --sign-key` signs what it builds", ExitStatus.failed)
        case .damaged:
            throw failure(
                .wrongSignature, "\(image): \(ImageFiles.signature) is no Ed25519 signature of 64 bytes",
                remedy: "copy the image again from where it was built", ExitStatus.failed)
        case .otherKey(let fingerprint):
            throw failure(
                .wrongSignature, "\(image) is signed by another key, \(fingerprint), not by \(key.fingerprint)",
                remedy: "ask who built it for the public key, by a way that you trust", ExitStatus.failed)
        case .otherBytes:
            throw failure(
                .wrongSignature, "\(image): \(ImageFiles.manifest) is not what was signed, or not by this key",
                remedy: "do not trust it; copy the image again, or check that this is the right key", ExitStatus.failed)
        }
    }

    /// Signs an image that was there already; one that is signed by this key stays as it is.
    func sign(_ manifest: ImageManifest, in store: ImageStore, _ key: SigningKey) throws {
        let entry = try find(manifest.reference, in: store)
        guard entry.manifest == manifest else {
            throw failure(
                .versionExists,
                "\(manifest.reference) is there with the same disk and another manifest: it was not signed",
                remedy: "build this one under a new version", ExitStatus.refused)
        }
        let judgement: ManifestSignature.Judgement
        do throws(FileProblem) { judgement = try ManifestSignature(entry).judge(by: key.publicKey) } catch {
            throw failure(error.code, "cannot read the signature: \(error.reason)", ExitStatus.failed)
        }
        if judgement == .valid { return }
        guard judgement == .missing else {
            throw failure(
                .versionExists, "\(manifest.reference) is there with another signature",
                remedy: "a version never changes: build this one under a new version", ExitStatus.refused)
        }
        let files: [(name: String, bytes: [UInt8])]
        do throws(KeyError) { files = try ManifestSignature.files(Array(manifest.text.utf8), key) } catch {
            throw failure(error, of: "the key")
        }
        for file in files {
            do throws(AtomicFile.Failure) { try AtomicFile.write(file.bytes, to: entry.file(file.name)) } catch {
                throw failure(error)
            }
        }
    }
}
