import Documents
import Foundation
import Profiles
import TestSupport
import Testing

@Suite struct `The profile's JSON Schema` {
    /// Asks Python's jsonschema about many documents in one process.
    private func verdicts(of documents: [Node]) throws -> [Bool] {
        let schema = JSONSchemaWriter().document(ProfileSchema.profile, id: "urn:test", title: "test")
        let origin = schema.origin
        let question = Node.mapping(
            [("schema", schema), ("documents", .sequence(documents, origin: origin))], origin: origin)
        let program = #"""
            import json, re, sys, jsonschema
            def plain(node):
                # In ECMA-262 `$` is the end of the text; in Python it may stand before a last newline.
                if isinstance(node, list): return [plain(item) for item in node]
                if isinstance(node, dict):
                    return {
                        key: re.sub(r"\$(?=[|)]|$)", r"\\Z", value) if key == "pattern" and isinstance(value, str)
                        else plain(value) for key, value in node.items()}
                return node
            question = json.load(sys.stdin)
            check = jsonschema.Draft202012Validator(plain(question["schema"]))
            print(json.dumps([check.is_valid(d) for d in question["documents"]]))
            """#
        let result = try runTool(
            "/usr/bin/python3", ["-c", program], input: Array(JSONWriter.text(question, .compact).utf8))
        #expect(result.status == 0, "\(result.errorText)")
        return try JSONDecoder().decode([Bool].self, from: Data(result.output))
    }

    /// Whether our validator takes the shape of a document that stands alone.
    private func accepts(_ document: Node) -> Bool {
        var check = SchemaCheck()
        check.check(document, .object(ProfileSchema.profile))
        return !check.diagnostics.hasErrors
    }

    private func shipped() throws -> [Node] {
        try Shipped.profileNames.map { name in
            var diagnostics = Diagnostics()
            let file = try #require(Shipped.profile(name))
            return try #require(YAMLReader().read(file, into: &diagnostics))
        }
    }

    @Test func `accepts every shipped profile`() throws {
        let documents = try shipped()
        #expect(documents.count >= 6)
        #expect(try verdicts(of: documents) == documents.map(accepts))
        #expect(documents.allSatisfy(accepts))
    }

    @Test func `agrees with the validator on damaged profiles`() throws {
        var generator = SeededGenerator(seed: 7)
        let documents = try shipped()
        var damaged: [Node] = []
        for _ in 0..<600 {
            let document = documents[Int.random(in: documents.indices, using: &generator)]
            damaged.append(mutate(document, &generator))
        }
        let expected = damaged.map(accepts)
        #expect(expected.contains(true) && expected.contains(false))
        let found = try verdicts(of: damaged)
        for (index, document) in damaged.enumerated() where expected[index] != found[index] {
            Issue.record("ours \(expected[index]), schema \(found[index]): \(JSONWriter.text(document, .compact))")
        }
    }

    @Test(arguments: [
        ("roles: {\"x/../../../evil\": {}}", false), ("roles: {\"\": {}}", false), ("roles: {\"a\\0b\": {}}", false),
        ("roles: {\"a\\eb\": ~}", false), ("roles: {control-plane: {}}", true),
        ("sysctl: {\"a = 1\\nkernel.panic\": 5}", false), ("sysctl: {\" x\": 3}", false),
        ("sysctl: {net.ipv4.conf.eth0/1.rp_filter: 1, \"-net.ipv4.conf.*.rp_filter\": 2}", true),
        ("containers: [{environment: {\"A B\": x}}]", false), ("containers: [{environment: {\"\": 1}}]", false),
        ("containers: [{environment: {A_B: x, discovery.type: single-node}}]", true),
        ("containers: [{ports: [\"99999:80\"]}]", false), ("containers: [{ports: [\"65535:1/udp\"]}]", true),
        ("cluster: {swarm: {join_addr: [\"m:65536\"]}}", false),
    ])
    func `holds keys and ports to what they may be`(text: String, isGood: Bool) throws {
        var diagnostics = Diagnostics()
        let file = SourceFile(name: "main.yaml", directory: nil, text: text)
        let document = try #require(YAMLReader().read(file, into: &diagnostics))
        #expect(accepts(document) == isGood)
        #expect(try verdicts(of: [document]) == [isGood])
    }

    /// Replaces, renames or drops one value somewhere in the tree.
    private func mutate(_ node: Node, _ generator: inout SeededGenerator) -> Node {
        let origin = node.origin
        switch node.content {
        case .mapping(var mapping) where !mapping.entries.isEmpty && Int.random(in: 0..<5, using: &generator) > 0:
            let index = Int.random(in: mapping.entries.indices, using: &generator)
            if Int.random(in: 0..<8, using: &generator) == 0 {
                mapping.entries[index].key += ["x", " ", "/", "\n"][Int.random(in: 0..<4, using: &generator)]
            } else {
                mapping.entries[index].value = mutate(mapping.entries[index].value, &generator)
            }
            return Node(.mapping(mapping), origin: origin)
        case .sequence(var items) where !items.isEmpty && Int.random(in: 0..<5, using: &generator) > 0:
            let index = Int.random(in: items.indices, using: &generator)
            items[index] = mutate(items[index], &generator)
            return .sequence(items, origin: origin)
        default:
            let texts = [
                "", "/", "/a/b", "/a/../b", "docker.service", "x y", "Ünïcode", "80:80", "s3://bucket/key", "0644",
                "a:1", "/dev/sdf",
            ]
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: return .integer(Int.random(in: -5...70000, using: &generator), origin: origin)
            case 1: return .boolean(true, origin: origin)
            case 2: return .sequence([], origin: origin)
            case 3: return .mapping([], origin: origin)
            default: return .string(texts[Int.random(in: texts.indices, using: &generator)], origin: origin)
            }
        }
    }
}

@Suite struct `Every field` {
    @Test func `is documented in sentences`() {
        for (path, field) in fields(of: ProfileSchema.profile, at: "") {
            #expect(field.summary.hasSuffix(".") && field.summary.count > 10, "\(path): \(field.summary)")
            #expect(
                field.summary.first?.isLowercase == false || field.summary.first == "`", "\(path): \(field.summary)")
        }
    }

    private func fields(of object: ObjectType, at path: String) -> [(String, Field)] {
        object.fields.flatMap { field in
            [("\(path)\(field.name)", field)] + below(field.type, at: "\(path)\(field.name).")
        }
    }

    private func below(_ type: ValueType, at path: String) -> [(String, Field)] {
        switch type {
        case .object(let object): fields(of: object, at: path)
        case .list(let element, _): below(element, at: path)
        case .map(let value, _): below(value, at: path)
        default: []
        }
    }
}
