import Documents
import Provisioning
import TestSupport
import Testing

@Suite("Certificates")
struct CertificateTests {
    private static let targets = ["flatcar", "cloud-init"]

    private static func pem(_ text: String) -> String {
        "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
    }

    private static let files = MemoryFiles([
        "text.pem": .file("no certificate"), "key.pem": .file(pem("AAAA") + "-----BEGIN " + "PRIVATE KEY-----\n"),
        "leak.pem": .file(pem("AAAA") + SecretScanTests.secrets[0] + "\n"),
        "a/ca.pem": .file(pem("AAAA")), "b/ca.pem": .file(pem("BBBB")), "c/ca-2.pem": .file(pem("CCCC")),
        "d/ca.pem": .file(pem("AAAA")),
    ])

    private func result(_ names: String, os: String) -> Rendering {
        rendering(profile("sysctl: {a: 1}\ncertificates: [\(names)]", os: os), files: Self.files)
    }

    @Test(
        "that cannot be used are errors for every target, never left out",
        arguments: [
            ("missing.pem", DiagnosticCode.fileMissing), ("text.pem", .wrongValue), ("key.pem", .secretLiteral),
            ("leak.pem", .secretLiteral),
        ])
    func refused(_ name: String, _ code: DiagnosticCode) {
        for os in Self.targets {
            let result = result("a/ca.pem, \(name)", os: os)
            #expect(result.userData == nil)
            #expect(result.errors.map(\.code) == [code], "\(os): \(rendered(result.diagnostics))")
            #expect(result.errors.first?.origin?.line == 6, "\(os): \(rendered(result.diagnostics))")
        }
    }

    @Test("of one file name in several folders are all trusted, and one that stands there twice is trusted once")
    func sameNames() throws {
        let names = "a/ca.pem, b/ca.pem, c/ca-2.pem, d/ca.pem"
        let config = try result(names, os: "flatcar").required().configuration()
        let files = (config[["storage", "files"]]?.items ?? []).filter {
            $0["path"]?.string?.hasPrefix("/etc/basalt/certificates/") == true
        }
        let texts = files.map { String(decoding: content($0) ?? [], as: UTF8.self) }
        #expect(
            Dictionary(uniqueKeysWithValues: zip(files.map { $0["path"]?.string?.dropFirst(25) }, texts)) == [
                "ca.crt": Self.pem("AAAA"), "ca-2.crt": Self.pem("BBBB"), "ca-2-2.crt": Self.pem("CCCC"),
            ])
        let data = try result(names, os: "cloud-init").required()
        let document = try yaml(String(decoding: data.bytes, as: UTF8.self))
        #expect(
            document[["ca_certs", "trusted"]]?.items?.compactMap(\.string) == ["AAAA", "BBBB", "CCCC"].map(Self.pem))
    }
}
