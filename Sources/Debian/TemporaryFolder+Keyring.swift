import Documents
import Layers
import Values

extension TemporaryFolder {
    /// A keyring as gpgv reads it: binary. Text (`.asc`), as many archives offer their keys, is decoded.
    ///
    /// Source: RFC 9580 section 6.2, "Forming ASCII Armor".
    func keyring(_ path: String) throws(LayerError) -> String {
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(path, limit: 16 << 20) } catch {
            throw LayerError(.unreadable, path, error.reason, remedy: "check the path of the `keyring`")
        }
        let begin = "-----BEGIN PGP PUBLIC KEY BLOCK-----"
        guard bytes.starts(with: Array(begin.utf8)) else {
            try write(bytes, to: "keyring.gpg")
            return self.path + "/keyring.gpg"
        }
        var keys: [UInt8] = []
        for block in String(decoding: bytes, as: UTF8.self).split(separator: begin) {
            let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.filter { $0 != "\r" && $0 != " " } }
            let body = lines.dropFirst().drop { !$0.isEmpty }.prefix { !$0.hasPrefix("-----") && !$0.hasPrefix("=") }
            guard let decoded = Base64.decode(body.joined()) else {
                throw LayerError(.damaged, path, "its text is no key", remedy: "get the keyring again")
            }
            keys += decoded
        }
        try write(keys, to: "keyring.gpg")
        return self.path + "/keyring.gpg"
    }
}
