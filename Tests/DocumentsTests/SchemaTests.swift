import Documents
import Testing
import TestSupport

@Suite struct SchemaTests {
    private static let path = StringRule("an absolute path", pattern: "^/") { $0.utf8.first == UInt8(ascii: "/") }
    private static let file = ObjectType([
        Field("path", .string(path), "Where it stands.", required: true),
        Field("mode", .mode, "Its mode."),
        Field("overwrite", .boolean, "Whether it replaces."),
    ])
    private static let type = ObjectType([
        Field("name", .text(["alpha", "beta"]), "The name."),
        Field("files", .list(.object(file), merge: .byKey(["path"])), "The files."),
        Field("port", .integer(1...65_535), "The port."),
        Field("labels", .map(.text), "Labels."),
        Field("tags", .strings(.nonEmpty), "Tags."),
        Field("either", .oneOf([.boolean, .text(["auto"]), .list(.count, merge: .replace)]), "One of them."),
        Field("any", .anything, "Anything."),
    ])

    private func problems(_ text: String, _ change: (inout SchemaCheck) -> Void = { _ in }) throws -> [String] {
        var check = SchemaCheck()
        change(&check)
        check.check(try #require(Reading.yaml(text).node), .object(Self.type))
        return check.diagnostics.sorted().map { "\($0.code): \($0.message)" + ($0.remedy.map { " (\($0))" } ?? "") }
    }

    @Test(
        "what differs from the schema is said with a remedy",
        arguments: [
            ("nam: alpha", "unknown-key: there is no key `nam` in this document (did you mean `name`?)"),
            (
                "files: [{zzz: 1}]",
                "unknown-key: there is no key `zzz` in `files[0]` (the keys here are: mode, overwrite, path)"
            ),
            ("name: alpa", "wrong-value: `name` must be alpha or beta, not `alpa` (did you mean `alpha`?)"),
            ("name: 12", "wrong-type: `name` must be alpha or beta, not an integer (put it in quotes: \"12\")"),
            (
                "port: '80'",
                "wrong-type: `port` must be an integer from 1 to 65535, not a string (write it without quotes: 80)"
            ),
            ("port: 0", "wrong-value: `port` must be an integer from 1 to 65535, not 0"),
            (
                "files: [{mode: '644'}]",
                "wrong-type: `files[0].mode` must be a file mode such as 0644, not a string (write it without quotes, with a leading zero: 0644)"
            ),
            ("files: [{mode: 0888}]", "wrong-type: `files[0].mode` must be a file mode such as 0644, not a string"),
            ("files: [{mode: 10000}]", "wrong-value: `files[0].mode` must be a file mode such as 0644, not 10000"),
            (
                "files: [{overwrite: yes}]",
                "wrong-type: `files[0].overwrite` must be true or false, not a string (write true)"
            ),
            ("files: [{path: etc}]", "wrong-value: `files[0].path` must be an absolute path, not `etc`"),
            (
                "files: {path: /etc}",
                "wrong-type: `files` must be a list, not a mapping (write it as a list: begin each item with `- `)"
            ),
            ("tags: a", "wrong-type: `tags` must be a list, not a string (write it as a list: [a])"),
            ("tags: ['']", "wrong-value: `tags[0]` must be a text that is not empty, not ``"),
            ("labels: [a]", "wrong-type: `labels` must be a mapping, not a list"),
            (
                "labels: {a.b: 1}",
                "wrong-type: `labels[\"a.b\"]` must be a string, not an integer (put it in quotes: \"1\")"
            ),
            ("either: 1", "wrong-type: `either` must be true or false or auto or a list, not an integer"),
            ("either: [-1]", "wrong-value: `either[0]` must be a whole number, not -1"),
            ("name: !!binary /w==", "wrong-type: `name` must be alpha or beta, not binary data"),
            ("[a]", "wrong-type: the document must be a mapping, not a list"),
        ])
    func messages(_ text: String, _ problem: String) throws { #expect(try problems(text) == [problem]) }

    @Test("null deletes in a part, and is wrong in the whole")
    func null() throws {
        #expect(try problems("{name: ~, files: [~]}") == [])
        #expect(
            try problems("name: ~") { $0.allowsNull = false } == ["wrong-type: `name` must be alpha or beta, not null"])
        #expect(try problems("tags: ~") { $0.allowsNull = false } == ["wrong-type: `tags` must be a list, not null"])
    }

    @Test("a required key may be missing in a part only")
    func required() throws {
        #expect(try problems("files: [{mode: 0644}]") == [])
        let missing = "missing-value: `files[0].path` is missing (add `path:` with an absolute path)"
        #expect(try problems("files: [{mode: 0644}]") { $0.requiresAll = true } == [missing])
    }

    @Test("the JSON Schema takes exactly the documents that the check takes")
    func agreement() throws {
        var random = RandomTree(seed: 5)
        let documents = (0..<1500).map { _ in document(&random) }
        let schema = JSONSchemaWriter().document(Self.type, id: "https://example.com/schema.json", title: "test")
        let input = ([schema] + documents).map { JSONWriter.text($0, .compact) + "\n" }.joined()
        let result = try runTool("/usr/bin/python3", ["-c", Self.validator], input: Array(input.utf8))
        #expect(result.status == 0, "\(result.errorText)")
        let verdicts = result.text.split(separator: "\n").map { $0 == "valid" }
        try #require(verdicts.count == documents.count)
        for (document, verdict) in zip(documents, verdicts) {
            var check = SchemaCheck()
            check.check(document, .object(Self.type))
            #expect(check.diagnostics.isEmpty == verdict, "\(JSONWriter.text(document, .compact))")
        }
        #expect(verdicts.count { $0 } > 200)
        #expect(verdicts.count { !$0 } > 200)
    }

    private static let validator = """
        import sys, json
        from jsonschema import Draft202012Validator
        lines = [json.loads(line) for line in sys.stdin]
        Draft202012Validator.check_schema(lines[0])
        validator = Draft202012Validator(lines[0])
        for line in lines[1:]: print('valid' if validator.is_valid(line) else 'invalid')
        """

    private func document(_ random: inout RandomTree) -> Node {
        if Int.random(in: 0..<50, using: &random.random) == 0 { return random.scalar() }
        return object(Self.type, &random)
    }

    private func object(_ type: ObjectType, _ random: inout RandomTree) -> Node {
        var entries: [(String, Node)] = []
        for field in type.fields where Int.random(in: 0..<3, using: &random.random) == 0 {
            entries.append((field.name, value(field.type, &random)))
        }
        if Int.random(in: 0..<12, using: &random.random) == 0 { entries.append(("other", random.scalar())) }
        return .mapping(entries, origin: nowhere)
    }

    /// Mostly a value that fits. JSON Schema cannot tell 1.0 from 1, so numbers have fractions here.
    private func value(_ type: ValueType, _ random: inout RandomTree) -> Node {
        if Int.random(in: 0..<10, using: &random.random) == 0 {
            return random.random.pick([
                Node(.scalar(Scalar(.null, text: "", isPlain: true)), origin: nowhere),
                Node(.scalar(Scalar(.float(1.5), text: "1.5", isPlain: true)), origin: nowhere),
                .string("", origin: nowhere),
                .string("auto", origin: nowhere), .integer(-1, origin: nowhere), .boolean(true, origin: nowhere),
                .sequence([], origin: nowhere), .mapping([], origin: nowhere), .integer(70_000, origin: nowhere),
            ])
        }
        switch type {
        case .string(let rule):
            return .string(
                rule.allowed.map { random.random.pick($0) } ?? random.random.pick(["/etc/x", "/", "a", "x\ny"]),
                origin: nowhere)
        case .integer, .mode: return .integer(random.random.pick([0, 1, 420, 4095, 4096, 65_535]), origin: nowhere)
        case .boolean: return .boolean(Bool.random(using: &random.random), origin: nowhere)
        case .list(let item, _):
            let count = Int.random(in: 0...2, using: &random.random)
            return .sequence((0..<count).map { _ in value(item, &random) }, origin: nowhere)
        case .map(let item, _): return .mapping([("k", value(item, &random))], origin: nowhere)
        case .object(let object): return self.object(object, &random)
        case .oneOf(let alternatives): return value(random.random.pick(alternatives), &random)
        case .anything: return random.scalar()
        }
    }
}
