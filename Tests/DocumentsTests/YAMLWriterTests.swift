import Documents
import Testing
import TestSupport
import Values

@Suite struct YAMLWriterTests {
    @Test("a document reads as a person would have written it")
    func golden() throws {
        let text = #"""
            {"hostname": "web-1", "write_files": [{"path": "/etc/motd", "content": "one\n  two\n", "permissions": "0644", "append": true},
            {"path": "/run.sh", "content": "#!/bin/sh\nset -e", "tail": "  x\n\n", "quoted": "it's: \"so\"", "tab": "a\tb"}],
            "runcmd": [["sh", "-ec", "exit 0"], "echo a: b", "--flag", "10.0.0.1", "0.pool.ntp.org", [["deep"]]], "yes": "no", "version": "1.30", "n": null,
            "empty": {"list": [], "map": {}, "text": ""}, "number": 420, "float": 1e300, "users": [{"name": "core"}, "日本", "1:30", "# x", "a #b", "- a"]}
            """#
        let written = YAMLWriter.text(try #require(Reading.json(text).node))
        #expect(try written == GoldenFile.expected("written.yaml", for: written, beside: #filePath))
    }

    @Test("bytes are written as binary")
    func bytes() {
        func node(_ count: Int) -> Node {
            Node(
                .scalar(Scalar(.bytes([UInt8](repeating: 0xFF, count: count)), text: "", isPlain: false)),
                origin: nowhere)
        }
        #expect(YAMLWriter.text(.mapping([("a", node(2))], origin: nowhere)) == "a: !!binary \"//8=\"\n")
        let long =
            "a: !!binary |\n  " + String(repeating: "/", count: 76) + "\n  " + String(repeating: "/", count: 4) + "\n"
        #expect(YAMLWriter.text(.mapping([("a", node(60))], origin: nowhere)) == long)
    }

    @Test("keys keep the order given")
    func order() {
        let node = Node.mapping(
            [("b", .integer(1, origin: nowhere)), ("a", .integer(2, origin: nowhere))], origin: nowhere)
        #expect(YAMLWriter.text(node) == "b: 1\na: 2\n")
    }

    @Test("reading what was written gives the same tree", arguments: 0..<10)
    func roundTrip(_ seed: UInt64) throws {
        var random = RandomTree(seed: seed, isYAML: true)
        for _ in 0..<60 {
            let tree = random.tree()
            let text = YAMLWriter.text(tree)
            let reading = Reading.yaml(text)
            #expect(reading.problems == [], "\(text)")
            let node = try #require(reading.node)
            #expect(isSame(node, tree), "\(text)")
        }
    }

    @Test("every treacherous text survives as value, key, item and document", arguments: RandomTree.words)
    func words(_ word: String) throws {
        let text = Node.string(word, origin: nowhere)
        for tree in [
            text, .mapping([("k", text), ("l", text)], origin: nowhere), .mapping([(word, text)], origin: nowhere),
            .sequence([text, text], origin: nowhere),
            .sequence(
                [
                    .sequence(
                        [.mapping([(word, .mapping([("x", text)], origin: nowhere))], origin: nowhere)], origin: nowhere
                    )
                ], origin: nowhere),
        ] {
            let written = YAMLWriter.text(tree)
            #expect(isSame(try #require(Reading.yaml(written).node, "\(written)"), tree), "\(written)")
        }
    }

    @Test("a YAML 1.1 reader takes the same values from it")
    func peer() throws {
        var random = RandomTree(seed: 99, isYAML: true)
        let trees =
            (0..<1200).map { _ in random.tree() }
            + RandomTree.words.flatMap { word -> [Node] in
                let text = Node.string(word, origin: nowhere)
                return [text, .mapping([(word, text)], origin: nowhere), .sequence([text], origin: nowhere)]
            }
        let input = trees.map { Base64.encode(YAMLWriter.text($0).utf8) + "\n" }.joined()
        let result = try runTool("/usr/bin/python3", ["-c", Self.reader], input: Array(input.utf8))
        #expect(result.status == 0, "\(result.errorText)")
        let answers = result.text.split(separator: "\n")
        try #require(answers.count == trees.count)
        for (tree, answer) in zip(trees, answers) {
            #expect(answer == described(tree), "\(YAMLWriter.text(tree))")
        }
    }

    /// Each line is a document in base64; each answer describes the values that PyYAML found, with their types.
    private static let reader = """
        import sys, base64, yaml
        def d(x):
            if x is None: return 'null'
            if x is True or x is False: return 'b%d' % x
            if isinstance(x, int): return 'i%d' % x
            if isinstance(x, float): return 'f' + __import__('struct').pack('>d', x).hex()
            if isinstance(x, str): return 's' + base64.b64encode(x.encode('utf-8')).decode()
            if isinstance(x, bytes): return 'y' + base64.b64encode(x).decode()
            if isinstance(x, list): return '[' + ','.join(map(d, x)) + ']'
            if isinstance(x, dict): return '{' + ','.join(d(k) + ':' + d(v) for k, v in x.items()) + '}'
            return 'unexpected ' + type(x).__name__
        for line in sys.stdin:
            try: print(d(yaml.safe_load(base64.b64decode(line).decode('utf-8'))))
            except Exception as e: print('error', str(e).replace('\\n', ' '))
        """

    private func described(_ node: Node) -> String {
        switch node.content {
        case .sequence(let items): return "[" + items.map(described).joined(separator: ",") + "]"
        case .mapping(let mapping):
            let entries = mapping.entries.map { "s" + Base64.encode($0.key.utf8) + ":" + described($0.value) }
            return "{" + entries.joined(separator: ",") + "}"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: return "null"
            case .boolean(let flag): return flag ? "b1" : "b0"
            case .integer(let number): return "i\(number)"
            case .float(let number):
                let digits = String(number.bitPattern, radix: 16)
                return "f" + String(repeating: "0", count: 16 - digits.count) + digits
            case .string(let text): return "s" + Base64.encode(text.utf8)
            case .bytes(let bytes): return "y" + Base64.encode(bytes)
            }
        }
    }
}
