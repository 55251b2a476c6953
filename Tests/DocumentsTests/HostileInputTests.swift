import Documents
import TestSupport
import Testing

@Suite struct HostileInputTests {
    /// Time in proportion is far below this on a slow machine; quadratic time is minutes.
    private func expectFast(_ body: () throws -> Void) rethrows {
        #expect(try processorTime(of: body) < .seconds(60))
    }

    @Test(
        "an alias bomb stops, in lists, under keys and through merges",
        arguments: [
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
                + (1...9).map { "a\($0): &a\($0) [\(repeated("*a\($0 - 1)"))]\n" }.joined(),
            "a0: &a0 {a: x, b: x}\n" + (1...30).map { "a\($0): &a\($0) {a: *a\($0 - 1), b: *a\($0 - 1)}\n" }.joined(),
            "a0: &a0 {a: x, b: x}\n" + (1...30).map { "a\($0): &a\($0)\n  <<: [*a\($0 - 1), *a\($0 - 1)]\n" }.joined(),
        ])
    func bombs(_ text: String) {
        let reading = Reading.yaml(text)
        #expect(reading.node == nil)
        #expect(reading.codes == [.aliasBomb])
    }

    private static func repeated(_ text: String) -> String { Array(repeating: text, count: 10).joined(separator: ", ") }

    @Test("an alias to a collection cannot be a key")
    func aliasKey() {
        #expect(Reading.yaml("a: &a [1]\n*a : 2\n").problems == ["2:1 yaml-syntax: a list cannot be a key"])
    }

    @Test(
        "nesting stops at the limit, however it is written",
        arguments: [
            String(repeating: "[", count: 10_000), String(repeating: "{a: ", count: 10_000),
            (0..<10_000).map { String(repeating: " ", count: $0 % 300) + "a:\n" }.joined(),
            (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
            String(repeating: "- ", count: 10_000),
            "a0: &a0 [x]\n" + (1...200).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined(),
        ])
    func nesting(_ text: String) {
        let reading = Reading.yaml(text)
        #expect(reading.node == nil)
        #expect(reading.codes.contains { $0 == .tooDeep || $0 == .yamlSyntax })
        #expect(reading.codes.count == 1)
    }

    @Test("a hundred levels are read")
    func deepEnough() {
        #expect(Reading.yaml(String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).node != nil)
        #expect(Reading.json(String(repeating: "[", count: 100) + String(repeating: "]", count: 100)).node != nil)
        #expect(
            Reading.json(String(repeating: "[", count: 101) + String(repeating: "]", count: 101)).codes == [.tooDeep])
        #expect(Reading.json(String(repeating: "[", count: 1_000_000)).codes == [.tooDeep])
        #expect(Reading.json(String(repeating: #"{"a":"#, count: 1_000_000)).codes == [.tooDeep])
    }

    @Test("a file over the size limit is refused unread")
    func size() {
        #expect(Reading.yaml("a: " + String(repeating: "x", count: 16 << 20)).codes == [.fileTooLarge])
        #expect(Reading.yaml("a: " + String(repeating: "x", count: 16 << 20 - 3)).codes.isEmpty)
    }

    @Test("a mapping of 100,000 keys takes time in proportion")
    func manyKeys() throws {
        let keys = (0..<100_000).map { "key\($0)" }
        expectFast {
            #expect(Reading.yaml(keys.map { $0 + ": 1\n" }.joined()).node?.mapping?.entries.count == 100_000)
        }
        expectFast {
            let merged = "a: &a\n" + keys.map { "  \($0): 1\n" }.joined() + "b:\n  <<: *a\n  key99999: 2\n"
            #expect(Reading.yaml(merged).node?["b"]?["key99999"]?.integer == 2)
        }
        expectFast {
            let line = "{" + keys.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
            let node = Reading.json(line).node
            #expect(node?.mapping?.entries.count == 100_000)
            #expect(node == Reading.json(line).node)
        }
    }

    @Test("a report of many problems in a large file takes time in proportion")
    func manyProblems() {
        expectFast {
            let text = (0..<20_000).map { "unknown\($0): 1\n" }.joined()
            var check = SchemaCheck()
            if let node = Reading.yaml(text).node { check.check(node, .object(ObjectType([]))) }
            #expect(check.diagnostics.all.count == 20_000)
            #expect(DiagnosticRenderer(color: false).render(check.diagnostics).hasSuffix("\n20000 errors\n"))
        }
    }
}
