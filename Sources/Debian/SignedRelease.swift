import Documents
import Glibc
import Layers
import Values

/// A suite's `InRelease`: text and signature in one file, checked by gpgv.
enum SignedRelease {
    /// Debian's own keys, as its package `debian-archive-keyring` installs them.
    static let debianKeyring = "/usr/share/keyrings/debian-archive-keyring.gpg"

    /// The text that is signed; what stands outside the signature is never looked at.
    /// - Throws: unless a key of the archive's keyring has signed every byte of it.
    static func verified(
        _ bytes: [UInt8], of archive: DebianArchive, folder keys: String
    ) async throws(LayerError) -> [UInt8] {
        guard isOneMessage(bytes) else {
            throw failure(archive, "its InRelease is not one signed message")
        }
        let keyring = archive.keyring.map { join(keys, $0) } ?? debianKeyring
        guard access(keyring, R_OK) == 0 else { throw missing(keyring, archive) }
        let folder = try TemporaryFolder()
        try folder.write(bytes, to: "InRelease")
        let key = try folder.keyring(keyring)
        let outcome = try await Tool.gpgv.run(
            ["--status-fd", "1", "--keyring", key, "--output", folder.path + "/Release", folder.path + "/InRelease"],
            for: "check the signature of \(archive.name)")
        try check(outcome, archive, keyring)
        do throws(FileProblem) { return try DiskFiles().read(folder.path + "/Release", limit: 64 << 20) } catch {
            throw failure(archive, "gpgv gave no text of its InRelease: \(error.reason)")
        }
    }

    /// One good signature suffices, as for apt: an archive signs with old and new keys while it changes them. A bad
    /// one never does.
    ///
    /// Source: GnuPG's doc/DETAILS, "General status codes".
    private static func check(_ outcome: Tool.Outcome, _ archive: DebianArchive, _ keyring: String) throws(LayerError) {
        let words = outcome.output.split(separator: "\n").compactMap { line in
            line.hasPrefix("[GNUPG:] ") ? line.dropFirst(9).split(separator: " ").map(String.init) : nil
        }
        let kinds = Set(words.compactMap(\.first))
        if kinds.contains("BADSIG") { throw failure(archive, "the signature of its InRelease is wrong") }
        if kinds.contains("GOODSIG"), kinds.contains("VALIDSIG") { return }
        if kinds.contains("EXPKEYSIG") || kinds.contains("REVKEYSIG") || kinds.contains("EXPSIG") {
            throw failure(archive, "its InRelease is signed by a key that has expired or was revoked, says gpgv")
        }
        if let key = words.first(where: { $0.first == "NO_PUBKEY" })?.dropFirst().first {
            throw LayerError(
                .badSignature, archive.name,
                "its InRelease is signed by the key \(key), which `\(keyring)` does not hold",
                remedy: archive.keyring == nil
                    ? "update Debian's keys (`apt-get install debian-archive-keyring`), or name the archive's `keyring`"
                    : "name the keyring of this archive")
        }
        throw failure(archive, "gpgv finds no good signature on its InRelease: \(outcome.complaint)")
    }

    /// Whether a signed message and nothing else is there.
    private static func isOneMessage(_ bytes: [UInt8]) -> Bool {
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let marks = lines.filter { $0.starts(with: Array("-----".utf8)) }.map { String(decoding: $0, as: UTF8.self) }
        return marks == [
            "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----",
        ] && lines.first?.starts(with: Array("-----BEGIN".utf8)) == true
            && lines.last?.starts(with: Array("-----END".utf8)) == true
    }

    private static func missing(_ keyring: String, _ archive: DebianArchive) -> LayerError {
        archive.keyring == nil
            ? LayerError(
                .missingTool, keyring, "it holds Debian's keys, which check \(archive.name), and is not there",
                remedy: "install it: `apt-get install debian-archive-keyring`")
            : LayerError(
                .unreadable, keyring, "the keyring of \(archive.name) cannot be read",
                remedy: "check the path in `repositories`")
    }

    private static func failure(_ archive: DebianArchive, _ reason: String) -> LayerError {
        LayerError(
            .badSignature, archive.name, reason,
            remedy: "use another mirror, and never what this one gave; a proxy that changes pages looks the same")
    }
}
