import Documents
import Provisioning
import TestSupport
import Testing
import Values

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
        "github_pat_" + String(repeating: "aB3_", count: 12), "ghu_" + "abcdefghijklmnopqrstuvwxyz0123456789",
        "xoxe-" + "1234567890-abcdefghijklmn", "sk_live" + "_abcdefghijklmnop0123", "x-AKIA" + "IOSFODNN7EXAMPLE",
        "abcdef." + "0123456789abcdef", "DB_PASSWORD=" + "hunter2hunter2", "PASSWORD=" + "hunterhunter",
        "aws_secret_access_key = " + "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "Authorization: Bearer " + "0123456789abcdefghij", "Authorization: Basic " + "dXNlcjpodW50ZXIy",
        "client_secret: " + "0123456789abcdefghij", "api-key: " + "0123456789abcdefGHIJ",
        "client-key-data: " + Base64.encode(("-----BEGIN " + "EC PRIVATE KEY-----\nMHcCAQEE").utf8),
        Base64.encode(Base64.encode(("password: " + "hunter2hunter2").utf8).utf8),
    ]

    /// With quotes, which the places below cannot hold.
    static let quotedSecrets = [
        #"{"auths": {"h": {"auth":"\#(Base64.encode("user:hunter2".utf8))"}}}"#, #"{"password": "hunter2hunter2"}"#,
        #"{\"password\": \"hunter2hunter2\"}"#, "PASSWORD='hunterhunter'", #"export PASSWORD="hunterhunter""#,
    ]

    static let harmless: [String] = [
        "", "AKIA", "AKIAIOSFODNN7EXAMPL", "akiaiosfodnn7example0", "xAKIAIOSFODNN7EXAMPLE", "SWMTKN-1-short",
        "ghp_short",
        "K10", "eyJhbGciOi", "-----BEGIN CERTIFICATE-----", "-----BEGIN PUBLIC KEY-----", "http://proxy:3128",
        "https://user@example.com/", "https://user:@example.com/", "https://user:$PASSWORD@example.com/",
        "https://example.com/a:b@c", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK10 me@host",
        "arn:aws:iam::123456789012:role/x",
        "mail: a@b.c", "://x:y@z", "PASSWORD=$PASSWORD", "password=$(cat /run/secret)", "password: required",
        "password=/run/basalt/secrets/password", "PASSWORD_FILE=/run/password1", "password_authentication: false1234",
        "[ \"$token\" = 0123456789abcdefghij ]", "secret: my-app-tls-secret-2024", "token: kubeadm-token-1",
        "secret: arn:aws:secretsmanager:us-east-1:123456789012:secret:a", "max_token: 4096", "PASSWORD=short",
        "secret: prod/db1/app2", "header = \"X-Amz-Security-Token: %s\"", "x-aws-ec2-metadata-token-ttl-seconds: 60",
        "Authorization: Bearer $TOKEN", "Authorization: Bearer <token-1>", "the authorization: basic authentication",
        "auth: required", "abcdef.0123456789abcdef.js", "docker.serviceservices", "node1.region1.example",
        "token_hash: sha256:0123456789abcdef0123456789abcdef",
        "client-certificate-data: " + Base64.encode("-----BEGIN CERTIFICATE-----\nMIIB".utf8),
        "docker.io/library/haproxy:3.0@sha256:" + String(repeating: "0a", count: 32),
    ]

    @Test("the known forms of secrets are found", arguments: secrets)
    func found(_ secret: String) {
        for text in [secret, "key=\(secret)\n", "\"\(secret)\"", "a\n b: \(secret) c"] {
            #expect(SecretText.kind(in: Array(text.utf8)) != nil, "\(text)")
        }
    }

    @Test("the known forms of secrets are found between quotes", arguments: quotedSecrets)
    func foundInQuotes(_ text: String) { #expect(SecretText.kind(in: Array(text.utf8)) != nil) }

    @Test("what only looks similar is not taken for a secret", arguments: harmless)
    func notFound(_ text: String) { #expect(SecretText.kind(in: Array(text.utf8)) == nil) }

    @Test("a secret is refused wherever it stands, and no part of the report repeats it", arguments: secrets)
    func neverRepeated(_ secret: String) {
        let long = String(repeating: "line of text\\n", count: 200)
        let places = [
            "storage: {files: [{path: /a, contents: {inline: \"\(long)\(secret)\\n\(long)\"}}]}",
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
                let places = result.errors.filter { $0.code == .secretLiteral }.map(\.origin?.file.name)
                #expect(Set(places) == ["host.yaml"], "\(body.prefix(60)) \(rendered(result.diagnostics))")
            }
        }
    }

    @Test("a secret that came with a value is reported where the value stands, not in the template")
    func places() {
        let secret = Self.secrets[0]
        let daemon = rendering(profile("docker:\n  daemon:\n    labels:\n      - a=b\n      - x=\(secret)"))
        #expect(daemon.errors.map(\.origin?.line) == [9], "\(rendered(daemon.diagnostics))")
        let template = "apiVersion: basalt/v1\nkind: Template\nmetadata: {name: t, description: x}\n"
        let files = MemoryFiles([
            "t/t.yaml": .file(
                template + "parameters: [{name: a, type: string, description: x}]\n"
                    + "storage: {files: [{path: /a, contents: {inline: \"DB_PASSWORD={{ a }}\\n\"}}]}"),
            "t/own.yaml": .file(
                template.replacing("name: t,", with: "name: own,")
                    + "parameters: [{name: a, type: string, description: x}]\n"
                    + "storage: {files: [{path: /b, contents: {inline: \"{{ a }} \(secret)\"}}]}"),
        ])
        let parts = "include:\n  - template: t\n    with: {a: hunter2hunter2}"
        let joined = rendering(profile(parts), files: files, folders: ["t"])
        #expect(joined.problems.map { $0.prefix(16) } == ["6 secret-literal"], "\(rendered(joined.diagnostics))")
        let own = rendering(profile("include: [{template: own, with: {a: b}}]"), files: files, folders: ["t"])
        #expect(own.errors.map(\.origin?.file.name) == ["t/own.yaml"], "\(rendered(own.diagnostics))")
    }

    @Test("no message repeats a secret that stands in a value of the wrong form")
    func messages() {
        let bodies = [
            "docker: {}\ncontainers: [{name: a, image: \"https://u:hunter2secret@host/x\"}]",
            "proxy: {http: \"u:hunter2secret@h\"}", "proxy: {http: \"http://u:hunter2secret@h/`a b`\"}",
            "proxy: {http: \"u:hunter2secret\(String(repeating: "x", count: 80))@h\"}",
            "time: {servers: [\"PASSWORD=hunter2secret;\"]}", "hunter2secret@PASSWORD=hunter2secret: 1",
        ]
        for body in bodies {
            let result = rendering(profile(body))
            let text = rendered(result.diagnostics) + result.errors.map { $0.message + ($0.remedy ?? "") }.joined()
            #expect(text.contains("error[") && !text.contains("hunter2secret"), "\(text)")
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

    @Test("a configuration inside the configuration is searched as the outer one is", arguments: [false, true])
    func nested(_ isCompressed: Bool) throws {
        let secret = "a\n\u{e9} DB_PASSWORD=" + "hunter2hunter2\n"
        let source = isCompressed ? try packedURL(secret) : "data:;base64," + Base64.encode(secret.utf8)
        let compression = isCompressed ? ", \"compression\": \"gzip\"" : ""
        let inner =
            "{\"ignition\": {\"version\": \"3.3.0\"}, \"storage\": {\"files\": [{\"path\": \"/a\", \"contents\": {\"source\": \"\(source)\"\(compression)}}]}}"
        let files = MemoryFiles([
            "a.bu": .file("variant: flatcar\nversion: 1.1.0\nignition: {config: {merge: [{local: inner.ign}]}}"),
            "inner.ign": .file(inner),
        ])
        let result = rendering(profile("include: [{butane: a.bu}]"), files: files)
        #expect(result.errors.map(\.code) == [.secretLiteral], "\(rendered(result.diagnostics))")
        #expect(result.errors.first?.origin?.file.name == "a.bu")
    }

    private static let beginnings = [
        "AKI.", "token:", "a://b:", "=", "-----BEGIN ",
        "eyJhbGciOi ", "password=\"' ", "YWJj", "a.", "@a:",
    ]

    @Test(
        "a hundred thousand bytes of beginnings of secrets is searched in linear time", .timeLimit(.minutes(60)),
        arguments: beginnings)
    func speed(_ word: String) {
        let bytes = Array(String(repeating: word, count: 100_000 / word.utf8.count).utf8)
        #expect(SecretText.kind(in: bytes) == nil)
    }
}
