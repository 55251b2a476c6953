import Documents
import Ignition
import Provisioning
import TestSupport
import Testing

/// The bytes of a file's contents.
func content(_ file: Node) -> [UInt8]? {
    guard let contents = file["contents"], let source = contents["source"]?.string else { return nil }
    return DataURL.decode(source, compression: contents["compression"]?.string)
}

@Suite struct TemplateInjectionTests {
    /// Text in YAML's double quotes.
    static func quoted(_ text: String) -> String {
        let place = Origin.start(of: SourceFile(name: "", directory: nil, text: ""))
        let json = JSONWriter.text(.string(text, origin: place), .compact)
        // Line breaks to YAML, but not to JSON.
        return json.replacing("\u{85}", with: "\\u0085").replacing("\u{2028}", with: "\\u2028")
    }

    private static let pieces = [
        "\n", "\"", "'", ": ", "{{ other }}", "{{ text }}", "{{.X}}", "%", "$", "`", "#", "- ", "\\", "\t", "[", "}",
        "&a", "*a", "!!x",
        "|", ">", "---\n", "\u{85}", "\u{2028}", "é", "word", " ", "\r\n", "]: {", "]\n    - {path: /evil",
    ]

    @Test(
        "hostile values never change a template's structure: they are refused, or appear as they are", arguments: 0..<4)
    func hostile(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for index in 0..<40 {
            let value = (0..<Int.random(in: 1...6, using: &generator)).map { _ in generator.pick(Self.pieces) }.joined()
            let pattern = index.isMultiple(of: 2) ? ", pattern: \"^[\\\\s\\\\S]*$\"" : ""
            let template = """
                apiVersion: basalt/v1
                kind: Template
                metadata: {name: demo, description: x}
                parameters: [{name: text, type: string, description: x\(pattern)}, {name: other, type: string, default: evil, description: x}]
                storage:
                  files:
                    - {path: /whole, contents: {inline: "{{ text }}"}}
                    - {path: /inside, contents: {inline: "<{{ text }}>{{ other }}"}}
                """
            let files = MemoryFiles(["t/demo.yaml": .file(template)])
            let result = rendering(
                profile("include: [{template: demo, with: {text: \(Self.quoted(value))}}]"), files: files,
                folders: ["t"])
            guard let data = result.userData else {
                #expect(pattern.isEmpty, "\(value.debugDescription) \(rendered(result.diagnostics))")
                #expect(result.errors.allSatisfy { $0.code == .wrongValue }, "\(rendered(result.diagnostics))")
                continue
            }
            let items = try data.configuration()[["storage", "files"]]?.items ?? []
            #expect(items.map { $0["path"]?.string } == ["/inside", "/whole"])
            #expect(items.map(content) == [Array("<\(value)>evil".utf8), Array(value.utf8)])
            #expect(items.allSatisfy { Set($0.mapping?.keys ?? []) == ["path", "contents"] })
        }
    }

    @Test("hostile text in a profile's files survives both formats byte for byte", arguments: 4..<8)
    func files(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let values = (0..<30).map { _ in
            (0..<Int.random(in: 1...8, using: &generator)).map { _ in generator.pick(Self.pieces) }.joined()
        }
        let list = values.enumerated().map {
            "{path: /f\($0.offset + 10), contents: {inline: \(Self.quoted($0.element))}}"
        }
        let text = profile("storage: {files: [\(list.joined(separator: ", "))]}", platform: "qemu")
        let items = try rendering(text).required().configuration()[["storage", "files"]]?.items ?? []
        #expect(items.map(content) == values.map { Array($0.utf8) })
        let cloud = try rendering(text, as: .cloudConfig).required()
        let written = try yaml(String(decoding: cloud.bytes, as: UTF8.self))["write_files"]?.items ?? []
        let texts = written.map { item -> String in
            guard item["encoding"] != nil else { return item["content"]?.string ?? "" }
            return (DataURL.decode("data:;base64," + (item["content"]?.string ?? ""), compression: nil)).map {
                String(decoding: $0, as: UTF8.self)
            } ?? ""
        }
        #expect(texts == values)
        #expect(try ReferenceTools.cloudInitComplaints([cloud.bytes]) == "")
    }
}
