import Documents
import Testing
import TestSupport

@Suite struct MutationTests {
    private static let samples = [
        "a: &x [1, 0644, ~]\nb: {<<: {c: 1}, d: *x}\n? e\n: !!binary aGk=\nf: |2-\n   text\n  more\ng: \"\\u00e9\\n\"\nh: 'it''s'\n# end\n",
        "variant: fcos\nversion: 1.5.0\nstorage:\n  files:\n    - path: /a\n      contents:\n        inline: >\n          folded\n          text\n",
        #"{"a": [1, -2.5e+3, true, null, "\u00e9\ud83d\ude00\n"], "b": {"c": {}, "d": []}, "e": ""}"#,
    ]
    private static let fragments: [[UInt8]] = [
        "*x", "&x ", "<<: ", "!!", "|", ">", "? ", ": ", "- ", "\"", "'", "{", "}", "[", "]", "\\u", "\\ud800", "\r\n",
        "\t", "---\n", "...\n", "%YAML 1.2\n", "\u{FEFF}", "\u{85}", "\u{2028}", "#", "1e999", "0x", "-",
    ].map { Array($0.utf8) }

    @Test("no damaged document crashes a reader, and every place it gives can be shown", arguments: 0..<8)
    func mutations(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let renderer = DiagnosticRenderer(color: true)
        for _ in 0..<400 {
            var bytes = Array(random.pick(Self.samples).utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) { mutate(&bytes, &random) }
            for reading in [Reading.yaml(bytes), Reading.json(bytes)] {
                #expect((reading.node != nil) || reading.diagnostics.hasErrors || isBlank(bytes))
                let report = renderer.render(reading.diagnostics)
                #expect(reading.diagnostics.isEmpty == report.isEmpty)
                if let node = reading.node, let text = reading.json {
                    #expect(Reading.json(text).node != nil)
                    #expect(Reading.yaml(YAMLWriter.text(node)).node != nil)
                }
            }
        }
    }

    /// Whether YAML finds no document: a stream of comments, directives and markers may hold none.
    private func isBlank(_ bytes: [UInt8]) -> Bool { Reading.yaml(bytes).problems.isEmpty }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: random.pick(Self.fragments), at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 5))
        default:
            bytes.insert(contentsOf: bytes[min(place, bytes.count)..<min(bytes.count, place + 12)], at: bytes.count / 2)
        }
    }
}
