import Documents
import Profiles
import Provisioning
import TestSupport
import Testing

@Suite struct TemplateTests {
    private static let demo = """
        apiVersion: basalt/v1
        kind: Template
        metadata: {name: demo, description: x}
        parameters:
          - {name: mode, type: integer, default: 384, minimum: 0, maximum: 511, description: x}
          - {name: replace, type: boolean, default: false, description: x}
          - {name: text, type: string, description: x, default: a}
          - {name: words, type: list, description: x, default: [], pattern: "^.*$"}
          - {name: pairs, type: map, description: x, default: {}}
          - {name: tree, type: json, description: x, default: {}}
        storage:
          files:
            - path: /demo
              mode: "{{ mode }}"
              overwrite: "{{replace}}"
              contents:
                inline: |
                  text={{ text }} mode={{mode}} words={{ words }} args={{ words | systemd-args }}
                  {{ pairs }}
                  path={{ text | systemd-path }} docker={{.State}} odd={{ Text }} {{ text {{text}} }}
            - {path: /json, contents: {inline: "{{ tree | json }}"}}
            - {path: /when, when: {replace: true}, contents: {inline: x}}
            - {path: /unless, unless: {replace: true}, contents: {inline: x}}
        """

    private func result(_ with: String, template: String = demo, more: [String: MemoryFiles.Entry] = [:]) -> Rendering {
        let files = MemoryFiles(["t/demo.yaml": .file(template)].merging(more) { _, new in new })
        return rendering(
            profile("include:\n  - template: demo\n    with:\n      \(with)"), files: files, folders: ["t"])
    }

    private func files(_ with: String) throws -> [String: Node] {
        let items = try result(with).required().configuration()[["storage", "files"]]?.items ?? []
        return Dictionary(items.map { ($0["path"]?.string ?? "", $0) }) { first, _ in first }
    }

    @Test("references become typed values, texts and filtered texts; other braces stay as they are")
    func substitution() throws {
        let files = try files(
            "{mode: 420, replace: true, text: /a-b/c, words: [x, \"y z\", \"50%\", \"$A\", '\"'], pairs: {b: 2, a: one}, tree: {k: [1, true, x]}}"
        )
        #expect(files["/demo"]?["mode"]?.integer == 420 && files["/demo"]?["overwrite"]?.boolean == true)
        let text = String(decoding: try #require(files["/demo"].flatMap(content)), as: UTF8.self)
        #expect(
            text == #"""
                text=/a-b/c mode=420 words=x y z 50% $A " args="x" "y z" "50%%" "$$A" "\""
                a = one
                b = 2
                path=a\x2db-c docker={{.State}} odd={{ Text }} {{ text /a-b/c }}

                """#)
        let tree = String(decoding: try #require(files["/json"].flatMap(content)), as: UTF8.self)
        #expect(try json(tree) == json("{\"k\": [1, true, \"x\"]}"))
        #expect(files["/when"] != nil && files["/unless"] == nil)
    }

    @Test("`{{ \"{{\" }}` is the text `{{`, so that Go's own words can be written")
    func escape() throws {
        let line = #"docker ps --format '{{ "{{" }} end }}{{"{{"}}end}}' {{ "}}" }} {{ "{{" | x }}"#
        let template = Self.demo.replacing("{{ pairs }}", with: line)
        let item = try result("{}", template: template).required().configuration()[["storage", "files"]]?.items?.first
        let text = String(decoding: try #require(item.flatMap(content)), as: UTF8.self)
        #expect(text.contains("\n" + #"docker ps --format '{{ end }}{{end}}' {{ "}}" }} {{ "{{" | x }}"# + "\n"))
    }

    @Test("an image that a shipped template runs unless told otherwise is pinned by its digest")
    func pinned() throws {
        let parameters = try ShippedFiles.templates.flatMap { try yaml($0.text)["parameters"]?.items ?? [] }
        let images = parameters.filter { $0["name"]?.string == "image" }.compactMap { $0["default"]?.string }
        #expect(images.count == 2)
        #expect(images.allSatisfy { $0.firstMatch(of: /@sha256:[0-9a-f]{64}$/) != nil })
    }

    @Test("defaults apply, and conditions follow them")
    func defaults() throws {
        let files = try files("{}")
        #expect(files["/demo"]?["mode"]?.integer == 384)
        #expect(files["/when"] == nil && files["/unless"] != nil)
    }

    @Test(
        "a wrong parameter is an error at the line that used it",
        arguments: [
            ("txt: x", "8 template-parameter: the template `demo` has no parameter `txt`"),
            ("mode: 512", "8 wrong-value"),
            ("replace: \"true\"", "8 wrong-type"), ("text: [a]", "8 wrong-type"), ("words: {a: b}", "8 wrong-type"),
            ("text: \"a b\"", "8 wrong-value"), ("text: \"a\\nb\"", "8 wrong-value"),
            ("text: \"{{ mode }}\"", "8 wrong-value"),
        ])
    func wrongParameter(_ with: String, _ problem: String) {
        let problems = result(with).problems
        #expect(problems.count == 1 && problems.first?.hasPrefix(problem) == true, "\(problems)")
    }

    @Test("a missing parameter is an error where the template was asked for")
    func missing() {
        let template = Self.demo.replacing("description: x, default: a}", with: "description: Says what.}")
        let error = result("mode: 1", template: template).errors.first
        #expect(error?.code == .templateParameter && error?.origin?.line == 6)
        #expect(error?.remedy?.contains("Says what.") == true)
    }

    @Test(
        "a broken template is an error in the template",
        arguments: [
            ("{{ text }} mode", "{{ texd }} mode", "does not declare the parameter `texd`"),
            ("systemd-args", "shell", "no filter `shell`"), ("kind: Template", "kind: Profile", "`kind`"),
            ("name: mode", "name: Mode", "no parameter name"), ("type: map", "type: dictionary", "type"),
            ("default: 384", "default: many", "default"), ("name: pairs", "name: text", "declared twice"),
            ("pattern: \"^.*$\"", "pattern: \"(\"", "no regular expression"), ("path: /demo", "pth: /demo", "pth"),
            ("when: {replace", "when: {replaced", "does not declare the parameter `replaced`"),
        ])
    func broken(_ old: String, _ new: String, _ message: String) {
        let result = result("{}", template: Self.demo.replacing(old, with: new, maxReplacements: 1))
        #expect(result.userData == nil)
        let error = result.errors.first { $0.message.contains(message) }
        #expect(error?.origin?.file.name == "t/demo.yaml", "\(rendered(result.diagnostics))")
    }

    @Test("a team's own template wins over the shipped one of the same name")
    func ownFirst() throws {
        let own =
            "apiVersion: basalt/v1\nkind: Template\nmetadata: {name: sysctl, description: x}\nparameters: [{name: settings, type: map, description: x}]\nstorage: {files: [{path: /own, contents: {inline: \"<{{ settings }}>\"}}]}\n"
        let files = MemoryFiles(["t/sysctl.yaml": .file(own)])
        let data = try rendering(profile("sysctl: {a: 1}"), files: files, folders: ["none", "t"]).required()
        #expect(try data.configuration()[["storage", "files"]]?.items?.first?["path"]?.string == "/own")
        let shipped = try rendering(profile("sysctl: {a: 1}"), files: files).required()
        #expect(
            try shipped.configuration()[["storage", "files"]]?.items?.first?["path"]?.string
                == "/etc/sysctl.d/90-basalt.conf")
    }

    @Test("a misspelt template is an error with the nearest name")
    func unknown() {
        let error = rendering(profile("include: [{template: sysctrl}]")).errors.first
        #expect(error?.code == .unknownTemplate && error?.remedy == "did you mean `sysctl`?")
    }

    @Test("a template alone is checked: header, references, body, and parameters that nothing uses")
    func alone() throws {
        func check(_ text: String) throws -> Diagnostics {
            var diagnostics = Diagnostics()
            TemplateCheck.check(try yaml(text), library: TemplateLibrary(files: MemoryFiles([:])), into: &diagnostics)
            return diagnostics
        }
        #expect(try check(Self.demo).isEmpty)
        #expect(
            try check(Self.demo.replacing("{{ pairs }}", with: "")).all.map(\.message) == [
                "the parameter `pairs` is never used"
            ])
        #expect(try check(Self.demo.replacing("path: /demo", with: "pth: /demo")).hasErrors)
        #expect(try check(Self.demo + "\ninclude: [nonesuch]").hasErrors)
    }
}
