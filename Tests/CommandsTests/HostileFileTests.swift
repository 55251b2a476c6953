import Foundation
import TestSupport
import Testing

/// Bad files give a clear error with exit code 65: never a crash, never a hang.
@Suite struct `Hostile files` {
    struct Case: CustomTestStringConvertible, Sendable {
        let what: String
        let name: String
        let content: @Sendable () -> [UInt8]
        /// What the message holds.
        let says: String
        var testDescription: String { what }

        init(_ what: String, _ says: String, name: String = "x.yaml", _ content: @escaping @Sendable () -> [UInt8]) {
            self.what = what
            self.name = name
            self.says = says
            self.content = content
        }
    }

    private static let head = Array(
        "apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: x}\ntarget: {os: fcos}\n".utf8)

    static let cases = [
        Case("an empty file", "holds no document") { [] },
        Case("only a comment", "holds no document") { Array("# nothing\n".utf8) },
        Case("UTF-16", "UTF-16 text") { [0xFF, 0xFE, 0x61, 0x00] },
        Case("Latin-1", "is not UTF-8 text: the byte 0xe9") { head + [0x23, 0xE9, 0x0A] },
        Case("a zero byte", "a zero byte") { head + [0x00] },
        Case("a control character", "encoding") { head + Array("sysctl: {a: \u{1}}\n".utf8) },
        Case("tabs as indentation", "a tab cannot indent YAML") { head + Array("docker:\n\tdaemon: {}\n".utf8) },
        Case("deep nesting in flow style", "nested") {
            head + Array(("docker: " + String(repeating: "[", count: 100_000)).utf8)
        },
        Case("deep nesting in block style", "nested") {
            head + Array((0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined().utf8)
        },
        Case("an alias bomb", "aliases") {
            var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            for index in 1..<12 {
                let alias = Array(repeating: "*a\(index - 1)", count: 9).joined(separator: ", ")
                text += "a\(index): &a\(index) [\(alias)]\n"
            }
            return Array(text.utf8)
        },
        Case("an alias to itself", "alias") { head + Array("docker: &a {daemon: *a}\n".utf8) },
        Case("twenty megabytes", "more than") { Array(repeating: UInt8(ascii: "#"), count: 20 << 20) },
        Case("a Butane file without a version", "version", name: "x.bu") { Array("variant: fcos\n".utf8) },
        Case("a Butane file of an unknown variant", "variant", name: "x.bu") {
            Array("variant: nope\nversion: 1.0.0\n".utf8)
        },
        Case("Ignition that is no JSON", "json-syntax", name: "x.ign") { Array("{\"ignition\": {".utf8) },
        Case("two documents", "second document") { head + Array("---\na: 1\n".utf8) },
        Case("a key twice", "stands twice") { head + Array("docker: {}\ndocker: {}\n".utf8) },
        Case("terminal escapes in a key", "\\u{1b}") { head + Array("\"\\e[31mred\": 1\n".utf8) },
        Case("a huge number", "wrong-value") {
            head
                + Array(
                    "instance: {metadata_options: {http_put_response_hop_limit: 99999999999999999999999999}}\n".utf8)
        },
    ]

    @Test(.timeLimit(.minutes(60)), arguments: cases) func `end in an error that says what is wrong`(
        example: Case
    ) throws {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent(example.name)
            try Data(example.content()).write(to: file)
            let result = try Basalt.run(["validate", example.name], in: folder)
            #expect(result.status == 65, "\(result.errorText.prefix(400))")
            #expect(result.errorText.contains(example.says), "\(result.errorText.prefix(400))")
            #expect(!result.errorText.contains("\u{1B}"))
            #expect(result.errorText.utf8.count < 20_000)
        }
    }

    @Test(.timeLimit(.minutes(60))) func `that are pipes or folders are named and not waited for`() throws {
        try withTemporaryFolder { folder in
            #expect(try runTool("/usr/bin/mkfifo", [folder.path + "/pipe"]).status == 0)
            let pipe = try Basalt.run(["validate", "pipe"], in: folder)
            #expect(pipe.status == 65)
            #expect(pipe.errorText.contains("pipe"))
            let itself = try Basalt.run(["validate", "."], in: folder)
            #expect(itself.status == 65)
            #expect(itself.errorText.contains("it is a folder"))
        }
    }
}
