import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct `Signed images` {
    /// A folder with a layer, and the keys `one` and `two`, each with its `.pub`, as openssl makes them.
    private func withKeys(_ body: (URL) throws -> Void) throws {
        try TinyImage.withLayer { folder in
            let script = """
                cd "$1"; umask 077
                for name in one two; do
                    openssl genpkey -algorithm ed25519 -out $name && openssl pkey -in $name -pubout -out $name.pub
                done
                openssl genpkey -algorithm ed25519 -aes256 -pass pass:x -out encrypted
                openssl genpkey -algorithm X25519 -out x25519
                """
            let made = try runTool("/bin/sh", ["-ec", script, "sh", folder.path])
            guard made.status == 0 else { throw Unreadable(description: made.errorText) }
            try body(folder)
        }
    }

    private func openssl(_ folder: URL, _ key: String) throws -> ToolResult {
        try runTool(
            "/usr/bin/env",
            [
                "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "\(folder.path)/\(key).pub", "-rawin", "-in",
                TinyImage.file("manifest.json", folder).path, "-sigfile", TinyImage.file("manifest.sig", folder).path,
            ])
    }

    @Test func `are accepted by openssl, and by nobody's other key`() throws {
        try withKeys { folder in
            let built = try TinyImage.build(folder, "1.0.0", ["--sign-key", "one"])
            #expect(built.status == 0, "\(built.errorText)")
            #expect(try openssl(folder, "one").status == 0)
            #expect(try openssl(folder, "two").status != 0)
            let good = try TinyImage.verify(folder, ["--public-key", "one.pub"])
            #expect(good.status == 0 && good.errorText.contains("is signed by the key sha256:"), "\(good.errorText)")
            let other = try TinyImage.verify(folder, ["--public-key", "two.pub"])
            #expect(other.status == 1 && other.errorText.contains("error[wrong-signature]"), "\(other.errorText)")
            #expect(other.errorText.contains("is signed by another key"), "\(other.errorText)")
            // Without a key to check by, nothing is said about signatures.
            #expect(try !TinyImage.verify(folder).errorText.contains("sign"))
            try keepsKeySecret(folder, built)
        }
    }

    private func keepsKeySecret(_ folder: URL, _ built: ToolResult) throws {
        let pem = try String(contentsOf: folder.appendingPathComponent("one"), encoding: .utf8)
        let body = try #require(pem.split(separator: "\n").dropFirst().first)
        let seed = try #require(Data(base64Encoded: String(body))).suffix(32)
        let files = try FileManager.default.contentsOfDirectory(
            at: TinyImage.file("", folder), includingPropertiesForKeys: nil)
        #expect(files.count == 8)
        for file in files {
            let bytes = try Data(contentsOf: file)
            #expect(bytes.range(of: seed) == nil && bytes.range(of: Data(body.utf8)) == nil, "\(file.path)")
        }
        #expect(!(built.text + built.errorText).contains(body))
    }

    @Test func `are refused when they were changed, or never signed`() throws {
        try withKeys { folder in
            #expect(try TinyImage.build(folder).status == 0)
            let unsigned = try TinyImage.verify(folder, ["--public-key", "one.pub"])
            #expect(unsigned.status == 1 && unsigned.errorText.contains("error[not-signed]"), "\(unsigned.errorText)")
            // Building the same again signs what is there; another key is another signature.
            #expect(try TinyImage.build(folder, "1.0.0", ["--sign-key", "one"]).status == 0)
            #expect(try TinyImage.build(folder, "1.0.0", ["--sign-key", "one"]).status == 0)
            #expect(try TinyImage.verify(folder, ["--public-key", "one.pub"]).status == 0)
            let second = try TinyImage.build(folder, "1.0.0", ["--sign-key", "two"])
            #expect(second.status == 8 && second.errorText.contains("another signature"), "\(second.errorText)")

            let manifest = TinyImage.file("manifest.json", folder)
            let text = try String(contentsOf: manifest, encoding: .utf8)
            try text.replacing("console=tty0", with: "console=tty1").write(
                to: manifest, atomically: true, encoding: .utf8)
            let changed = try TinyImage.verify(folder, ["--public-key", "one.pub"])
            #expect(changed.status == 1 && changed.errorText.contains("is not what was signed"), "\(changed.errorText)")
            try text.write(to: manifest, atomically: true, encoding: .utf8)

            let signature = TinyImage.file("manifest.sig", folder)
            let whole = try Data(contentsOf: signature)
            for bytes in [whole.dropLast(), whole + whole, Data(count: 10_000), Data()] {
                try bytes.write(to: signature)
                let damaged = try TinyImage.verify(folder, ["--public-key", "one.pub"])
                #expect(damaged.status == 1 && damaged.errorText.contains("64 bytes"), "\(damaged.errorText)")
            }
            var bytes = whole
            bytes[20] ^= 1
            try bytes.write(to: signature)
            #expect(try TinyImage.verify(folder, ["--public-key", "one.pub"]).status == 1)
        }
    }

    @Test func `need a key that is one, and that nobody else can read`() throws {
        try withKeys { folder in
            for (key, reason) in [
                ("one.pub", "it is a public key"), ("encrypted", "the key is encrypted"), ("x25519", "no Ed25519 key"),
                ("tiny.yaml", "it is no PEM text"), ("nothing", "cannot read the key"),
            ] {
                if key == "tiny.yaml" {
                    try FileManager.default.setAttributes(
                        [.posixPermissions: 0o600], ofItemAtPath: folder.path + "/" + key)
                }
                let refused = try TinyImage.build(folder, "1.0.0", ["--sign-key", key])
                #expect(refused.status == 65 && refused.errorText.contains(reason), "\(refused.errorText)")
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder.path + "/one")
            let exposed = try TinyImage.build(folder, "1.0.0", ["--sign-key", "one"])
            #expect(exposed.status == 77 && exposed.errorText.contains("error[exposed-key]"), "\(exposed.errorText)")
            #expect(exposed.errorText.contains("chmod 600 one"), "\(exposed.errorText)")
            // All of this before anything is built.
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/store"))
        }
    }
}
