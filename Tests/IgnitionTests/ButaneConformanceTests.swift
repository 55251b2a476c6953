import Documents
import Ignition
import TestSupport
import Testing

@Suite struct ButaneConformanceTests {
    private func translate(_ set: String, _ name: String) throws -> (config: Node?, diagnostics: Diagnostics) {
        let document = try yaml(try Conformance.text(set, name, "input.bu"), name: "input.bu")
        let local = Conformance.filesDirectory(set, name).map(LocalFiles.directory) ?? defaultDirectory(set, name)
        var diagnostics = Diagnostics()
        let config = ButaneTranslator(files: DiskFiles(), local: local).translate(document, into: &diagnostics)
        return (config, diagnostics)
    }

    /// Reports that speak of a missing file were made with an empty files directory.
    private func defaultDirectory(_ set: String, _ name: String) -> LocalFiles {
        let report = (try? Conformance.text(set, name, "report.txt")) ?? ""
        return report.contains("no such file") ? .directory(Conformance.path(set, name, "files")) : .none
    }

    @Test(arguments: Conformance.cases("butane-accept"))
    func translatesToWhatTheReferenceMakes(_ name: String) throws {
        let (config, diagnostics) = try translate("butane-accept", name)
        let actual = try #require(config, "\(rendered(diagnostics))")
        let expected = try json(try Conformance.text("butane-accept", name, "expected.ign"))
        #expect(Conformance.canonical(actual) == Conformance.canonical(expected))
    }

    @Test(arguments: Conformance.cases("butane-reject"))
    func refusesAtThePlacesThatTheReferenceNames(_ name: String) throws {
        let (config, diagnostics) = try translate("butane-reject", name)
        #expect(config == nil)
        let places = Set(
            diagnostics.all.filter { $0.severity == .error }.compactMap { $0.origin.map { "\($0.line):\($0.column)" } })
        for line in try Conformance.text("butane-reject", name, "report.txt").split(separator: "\n")
        where line.hasPrefix("error at ") {
            let words = line.split(separator: " ").map { $0.filter { $0 != "," && $0 != ":" } }
            let index = try #require(words.firstIndex(of: "line"))
            #expect(places.contains("\(words[index + 1]):\(words[index + 3])"), "\(line)\n\(rendered(diagnostics))")
        }
    }

    @Test func everyCaseIsThere() {
        #expect(Conformance.cases("butane-accept").count == 71)
        #expect(Conformance.cases("butane-reject").count == 73)
    }
}
