import Documents
import Provisioning
import TestSupport
import Testing

@Suite struct SecretScanTests {
    /// Pieces are joined here so that no scanner of repositories takes the examples for leaks.
    static let secrets: [String] = [
        "AKIA" + "IOSFODNN7EXAMPLE", "ASIA" + "IOSFODNN7EXAMPLE",
        "SWMTKN" + "-1-49nj1cmql0jkz5s954yi3oex3nedyz0fb0xx14ie39trti4wxv-8vxv8rssmk743ojnwacrr2e7c",
        "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789", "glpat-" + "abcdefghij0123456789",
        "xoxb-" + "1234567890-abcdefghijklmn", "K10" + String(repeating: "0a", count: 32) + "::server:x",
        "eyJhbGciOi" + "JIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x", "dckr_pat_" + "abcdefghijklmnopqrstuvwxyz",
        "-----BEGIN " + "RSA PRIVATE KEY-----", "-----BEGIN " + "PRIVATE KEY-----",
        "-----BEGIN " + "OPENSSH PRIVATE KEY-----",
        "https://user:" + "hunter2@example.com/x", "postgres://app:" + "s3cret@db/x",
        "github_pat_" + String(repeating: "aB3_", count: 12),
    ]

    static let harmless: [String] = [
        "", "AKIA", "AKIAIOSFODNN7EXAMPL", "akiaiosfodnn7example0", "xAKIAIOSFODNN7EXAMPLE", "SWMTKN-1-short",
        "ghp_short",
        "K10", "eyJhbGciOi", "-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", "http://proxy:3128",
        "https://user@example.com/", "https://user:@example.com/", "https://user:$PASSWORD@example.com/",
        "https://example.com/a:b@c", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK10 me@host",
        "arn:aws:iam::123456789012:role/x",
        "mail: a@b.c", "://x:y@z",
    ]

    @Test("the known forms of secrets are found", arguments: secrets)
    func found(_ secret: String) {
        for text in [secret, "key=\(secret)\n", "\"\(secret)\"", "a\n b: \(secret) c"] {
            #expect(SecretText.kind(in: Array(text.utf8)) != nil, "\(text)")
        }
    }

    @Test("what only looks similar is not taken for a secret", arguments: harmless)
    func notFound(_ text: String) { #expect(SecretText.kind(in: Array(text.utf8)) == nil) }

    @Test("a secret is refused wherever it stands, and no part of the report repeats it", arguments: secrets)
    func neverRepeated(_ secret: String) {
        let long = String(repeating: "line of text\\n", count: 200)
        let places = [
            "storage: {files: [{path: /a, contents: {inline: \"\(long)\(secret)\(long)\"}}]}",
            "storage:\n  files:\n    - path: /a\n      contents:\n        inline: |\n          first\n          \(secret)\n          last",
            "systemd: {units: [{name: a.service, contents: \"[Service]\\nEnvironment=X=\(secret)\\nExecStart=/x\\n\"}]}",
            "docker: {daemon: {labels: [\"x=\(secret)\"]}}",
            "containers: [{name: a, image: \"x@sha256:\(String(repeating: "0", count: 64))\", environment: {X: \"\(secret)\"}}]\ndocker: {}",
        ]
        for body in places {
            for os in ["flatcar", "cloud-init"] {
                let result = rendering(profile(body, os: os))
                #expect(result.userData == nil)
                #expect(
                    result.errors.contains { $0.code == .secretLiteral },
                    "\(body.prefix(60)) \(rendered(result.diagnostics))")
                #expect(!rendered(result.diagnostics).contains(secret.dropFirst(12)), "\(rendered(result.diagnostics))")
            }
        }
    }

    @Test("no other complaint shows a line that holds a secret, or a part of a private key", arguments: secrets)
    func otherComplaints(_ secret: String) {
        let bodies = [
            "storage: {files: [{path: relative, contents: {inline: \"\(secret)\"}}]}",
            "storage: {files: [{path: /a, contents: {inline: \"\(secret)\"}, nonsense: 1}]}",
            "nonsense: |\n  -----BEGIN "
                + "PRIVATE KEY-----\n  MIIEvQIBADANBg\n \(secret): [\n  -----END PRIVATE KEY-----\n",
        ]
        for body in bodies {
            let text = rendered(rendering(profile(body)).diagnostics)
            #expect(text.contains("error[") && !text.contains(secret.dropFirst(12)), "\(text)")
        }
    }

    @Test("packed files are searched too", arguments: [false, true])
    func packed(_ isCompressed: Bool) throws {
        let content = String(repeating: "\u{e9} filler\n", count: 200) + Self.secrets[0]
        let files = MemoryFiles(["secret.txt": .file(content)])
        let body =
            isCompressed
            ? "include: [{butane: a.bu}]" : "storage: {files: [{path: /a, contents: {local: secret.txt}}]}"
        let zipped = MemoryFiles([
            "secret.txt": .file(content),
            "a.bu": .file(
                "variant: flatcar\nversion: 1.1.0\nstorage: {files: [{path: /a, contents: {compression: gzip, source: \"\(try packedURL(content))\"}}]}"
            ),
        ])
        let result = rendering(profile(body), files: isCompressed ? zipped : files)
        #expect(result.errors.map(\.code) == [.secretLiteral], "\(rendered(result.diagnostics))")
    }

    @Test("five megabytes are searched in well under the time that a user notices")
    func speed() {
        var generator = SeededGenerator(seed: 3)
        let letters = Array("abcdefghijklmnop AKIA ghp_ eyJ K10:/@- \n".utf8)
        let bytes = (0..<5_000_000).map { _ in generator.pick(letters) }
        let clock = ContinuousClock()
        let duration = clock.measure { _ = SecretText.kind(in: bytes) }
        #expect(duration < .seconds(10), "\(duration) in an unoptimised build")
    }
}
