import Documents
import Testing
import TestSupport

@Suite struct DiagnosticTests {
    private let file = SourceFile(
        name: "profiles/web.yaml", directory: "profiles",
        text: "name: web\nfiles:\n\t- path: etc\nlist: [one,\n  two]\n" + String(repeating: "long ", count: 60) + "mark"
            + String(repeating: " tail", count: 30)
            + "\n\nevil: \u{1B}[31mred\u{1B}[0m\u{202E}txt\nwide: 日本 x\n")

    private func place(_ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int) -> Origin {
        Origin(file: file, line: line, column: column, endLine: endLine, endColumn: endColumn)
    }

    private var sample: Diagnostics {
        var diagnostics = Diagnostics()
        diagnostics.error(
            .wrongValue, "`files[0].path` must be an absolute path, not `etc`", origin: place(3, 10, 3, 13),
            remedy: "begin it with `/`")
        diagnostics.warning(.unstableDeviceName, "the list has\ttwo items", origin: place(4, 7, 5, 7))
        diagnostics.error(
            .duplicateKey, "the key `name` stands twice", origin: place(6, 301, 6, 305), remedy: "remove one of them",
            notes: [.init("first used here", at: place(1, 1, 1, 5)), .init("a note without a place")])
        diagnostics.error(
            .fileMissing, "cannot read `other.yaml`: it does not exist", origin: nil, remedy: "check the name")
        diagnostics.error(.yamlSyntax, "an empty line", origin: place(7, 1, 7, 1))
        diagnostics.error(.secretLiteral, "escape \u{1B}[2J here\nnew line \u{9B}31m", origin: place(8, 7, 8, 13))
        diagnostics.error(.wrongType, "after wide characters", origin: place(9, 10, 9, 11))
        diagnostics.error(.wrongType, "past the end of the file", origin: place(99, 1, 99, 2))
        diagnostics.error(.wrongType, "past the end of the line", origin: place(1, 50, 1, 60))
        return diagnostics
    }

    @Test(
        "a report shows each place underlined, as a compiler does", arguments: [(false, 100), (true, 100), (false, 40)])
    func goldens(_ color: Bool, _ width: Int) throws {
        let text = DiagnosticRenderer(color: color, width: width).render(sample)
        let name = "report-\(width)\(color ? "-color" : "").txt"
        #expect(try text == GoldenFile.expected(name, for: text, beside: #filePath))
    }

    @Test("no control character of a file reaches the terminal")
    func harmless() {
        let text = DiagnosticRenderer(color: false).render(sample)
        #expect(
            text.unicodeScalars.allSatisfy {
                ($0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0.value != 0x202E) || $0 == "\n"
            })
    }

    @Test("no text of a diagnostic holds a secret; the rest of it is kept where the secret is quoted")
    func redacted() {
        let secret = "AKIA" + "IOSFODNN7EXAMPLE"
        let diagnostic = Diagnostic(
            .error, .wrongValue, "`a` must be b, not `x \(secret)`", origin: nil, remedy: "put it in quotes: \(secret)",
            notes: [.init("`u:hunter2@host` and `proxy:3.0@sha256:0`")])
        #expect(diagnostic.message == "`a` must be b, not `…`")
        #expect(diagnostic.remedy == "(not shown, since it holds a secret)")
        #expect(diagnostic.notes.map(\.message) == ["`…` and `proxy:3.0@sha256:0`"])
    }

    @Test("nothing wrong is nothing said")
    func nothing() { #expect(DiagnosticRenderer(color: true).render(Diagnostics()) == "") }

    @Test("problems come in reading order, those without a place first, each once")
    func order() {
        var diagnostics = Diagnostics()
        let other = Origin.start(of: SourceFile(name: "a.yaml", directory: nil, text: ""))
        diagnostics.error(.wrongType, "third", origin: place(2, 5, 2, 6))
        diagnostics.error(.wrongType, "second", origin: place(2, 1, 2, 2))
        diagnostics.error(.wrongType, "second", origin: place(2, 1, 2, 2))
        diagnostics.error(.wrongType, "fourth", origin: place(10, 1, 10, 2))
        diagnostics.error(.wrongType, "none", origin: nil)
        diagnostics.error(.wrongType, "first", origin: other)
        diagnostics.error(.wrongValue, "third", origin: place(2, 5, 2, 6))
        #expect(diagnostics.sorted().map(\.message) == ["none", "first", "second", "third", "third", "fourth"])
    }

    @Test("strict makes errors of warnings")
    func strict() {
        var diagnostics = Diagnostics()
        diagnostics.warning(.wrongType, "a", origin: nil)
        #expect(!diagnostics.hasErrors)
        #expect(diagnostics.strict().hasErrors)
    }

    @Test("codes are words with dashes, all different")
    func codes() {
        #expect(Set(DiagnosticCode.allCases.map(\.rawValue)).count == DiagnosticCode.allCases.count)
        #expect(
            DiagnosticCode.allCases.allSatisfy {
                $0.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D }
            })
    }

    @Test("a file gives its lines without line breaks")
    func lines() {
        let file = SourceFile(name: "a", directory: nil, text: "one\r\n\ntwo\nend")
        #expect((0...5).map { file.line($0).map(String.init) } == [nil, "one", "", "two", "end", nil])
        #expect(SourceFile(name: "a", directory: nil, text: "").line(1) == "")
    }
}
