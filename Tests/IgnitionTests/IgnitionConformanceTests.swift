import Documents
import Ignition
import TestSupport
import Testing

@Suite struct IgnitionConformanceTests {
    /// Configurations that Ignition accepts and that are refused here on purpose, with the reason.
    private static let stricter: [String: Set<DiagnosticCode>] = [
        "mountoptions-3.0": [.newerSpecification],
        "unknown-key-file": [.unknownKey],
    ]

    @Test(arguments: Conformance.cases("ignition-merge"))
    func mergesAsTheReferenceDoes(_ name: String) throws {
        let parent = try json(try Conformance.text("ignition-merge", name, "parent.ign"))
        let child = try json(try Conformance.text("ignition-merge", name, "child.ign"))
        let expected = try json(try Conformance.text("ignition-merge", name, "expected.ign"))
        #expect(Conformance.canonical(IgnitionMerge.merge(parent, child)) == Conformance.canonical(expected))
    }

    @Test(arguments: Conformance.cases("ignition-verdict"))
    func agreesWithTheReferenceOrIsStricterOnPurpose(_ name: String) throws {
        let config = try json(try Conformance.text("ignition-verdict", name, "config.ign"))
        let verdict = try json(try Conformance.text("ignition-verdict", name, "verdict.json"))
        var diagnostics = Diagnostics()
        IgnitionValidator.validate(config, into: &diagnostics)
        let errors = diagnostics.all.filter { $0.severity == .error }
        if verdict["valid"]?.boolean == true {
            let reasons = Set(errors.map(\.code))
            #expect(reasons == Self.stricter[name] ?? [], "\(rendered(diagnostics))")
        } else {
            #expect(!errors.isEmpty)
        }
    }

    @Test(arguments: Conformance.cases("ignition-verdict"))
    func refusesAtThePlacesThatTheReferenceNames(_ name: String) throws {
        let config = try json(try Conformance.text("ignition-verdict", name, "config.ign"))
        let verdict = try json(try Conformance.text("ignition-verdict", name, "verdict.json"))
        var diagnostics = Diagnostics()
        IgnitionValidator.validate(config, into: &diagnostics)
        let paths = Set(diagnostics.all.filter { $0.severity == .error }.map { "$." + plain($0.path) })
        for message in (verdict["messages"]?.items ?? []).compactMap(\.string) where message.hasPrefix("error at $") {
            let path = message.dropFirst(9).prefix { $0 != "," && $0 != ":" }
            #expect(paths.contains(String(path)), "\(message)\n\(rendered(diagnostics))")
        }
    }

    private func plain(_ path: NodePath) -> String {
        path.steps.map { step in
            switch step {
            case .key(let key): key
            case .index(let index): String(index)
            }
        }.joined(separator: ".")
    }

    @Test func everyCaseIsThere() {
        #expect(Conformance.cases("ignition-merge").count == 5)
        #expect(Conformance.cases("ignition-verdict").count == 130)
    }
}
