import Documents
import Foundation
import Provisioning
import Testing

@Suite struct CloudConfigVerdictTests {
    /// Valid cases of our modules that are refused nevertheless.
    private static let exceptions = [
        "cc_users_groups-ad23f16f20da": "a user's groups as a mapping to nulls: deprecated, a list says the same",
        "docex-cloud-config-write-files": "its !!binary is cut short with dots, which is not base64",
    ]

    private struct Verdict: Decodable {
        let valid: Bool
        let valid_22_4: Bool
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Conformance/cloud-config-verdict")

    static let cases: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

    @Test("every case is there") func count() { #expect(Self.cases.count == 165) }

    @Test("a case that either release refuses is refused; one of our modules that both take is taken", arguments: cases)
    func verdict(_ name: String) throws {
        let folder = Self.folder.appendingPathComponent(name)
        let verdict = try JSONDecoder().decode(
            Verdict.self, from: Data(contentsOf: folder.appendingPathComponent("verdict.json")))
        let text = try Data(contentsOf: folder.appendingPathComponent("user-data.yaml"))
        var diagnostics = Diagnostics()
        let file = SourceFile.decode(Array(text), name: name, directory: nil, into: &diagnostics)
        let config = file.flatMap { YAMLReader().read($0, into: &diagnostics) }
        if let config { CloudConfigValidator.validate(config, into: &diagnostics) }
        let isAccepted = config != nil && !diagnostics.hasErrors && text.starts(with: Data("#cloud-config".utf8))
        guard verdict.valid && verdict.valid_22_4 else {
            #expect(!isAccepted)
            return
        }
        let known = CloudConfigSchema.document.fields.map(\.name)
        let isOurs = config.map { $0.mapping?.keys.allSatisfy(known.contains) ?? false } ?? true
        let isException = Self.exceptions[name] != nil
        #expect(isAccepted == (isOurs && !isException), "\(DiagnosticRenderer(color: false).render(diagnostics))")
    }
}
