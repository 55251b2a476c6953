import AWS
import Documents
import TestSupport
import Testing
import Values

@Suite struct `Requests and answers` {
    private struct Sent {
        let name: String
        let question: Node
        let request: EncodedRequest
    }

    private func random<Request: Operation>(
        _ type: Request.Type, of service: String, seed: UInt64
    ) throws -> Sent {
        var coder = RandomCoder(generator: SeededGenerator(seed: seed))
        var request = Request()
        request.fields(&coder)
        let name = Request.operation.name
        let question = JSON.mapping([
            ("do", JSON.text("serialize")), ("service", JSON.text(service)), ("operation", JSON.text(name)),
            ("input", reflected(request)),
        ])
        return Sent(name: "\(service).\(name), seed \(seed)", question: question, request: try EncodedRequest(request))
    }

    @Test func `are written as botocore writes them, every operation with forty random inputs`() throws {
        var sent: [Sent] = []
        for (index, operation) in allOperations.enumerated() {
            for round in 0..<40 {
                sent.append(
                    try random(operation.type, of: operation.service, seed: UInt64(index * 1000 + round)))
            }
        }
        let answers = try askBotocore(sent.map(\.question))
        try #require(answers.count == sent.count)
        for (one, expected) in zip(sent, answers) {
            let difference = try difference(one.request, expected)
            #expect(difference == nil, "\(one.name): \(difference ?? "")\n\(JSONWriter.text(one.question, .compact))")
        }
    }

    /// Where a request is another one than botocore's; nil where it is the same.
    private func difference(_ request: EncodedRequest, _ expected: Node) throws -> String? {
        guard request.method == expected["method"]?.string else { return "the method \(request.method)" }
        guard request.path == expected["path"]?.string else { return "the path \(request.path)" }
        let query = request.query.map { "\($0.name)=\($0.value)" }.sorted()
        let due = pairs(expected["query"])
        guard query == due else { return "the query \(query), not \(due)" }
        var headers = Dictionary(request.headers.map { ($0.name.lowercased(), $0.value) }) { "\($0),\($1)" }
        headers["content-type"] = nil
        var dueHeaders = Dictionary(
            (expected["headers"]?.mapping?.entries ?? []).map { ($0.key.lowercased(), $0.value.string ?? "") }
        ) { first, _ in first }
        dueHeaders["content-type"] = nil
        guard headers == dueHeaders else { return "the headers \(headers), not \(dueHeaders)" }
        if expected["form"] != nil {
            let form = String(decoding: request.body, as: UTF8.self).split(separator: "&").map { part in
                part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    .map { PercentEncoding.decode($0.replacing("+", with: " ")) }.joined(separator: "=")
            }
            let dueForm = pairs(expected["form"])
            return form.sorted() == dueForm ? nil : "the form \(form.sorted()), not \(dueForm)"
        }
        let body = try #require(expected["body"]?.string.flatMap { Base64.decode($0) })
        if request.body == body { return nil }
        let (text, dueText) = (String(decoding: request.body, as: UTF8.self), String(decoding: body, as: UTF8.self))
        if text.hasPrefix("{"), try parsed(text) == parsed(dueText) { return nil }
        if text.hasPrefix("<"), try XMLReader.read(request.body) == XMLReader.read(body) { return nil }
        // The service takes no body for an empty one.
        if request.body.isEmpty, dueText == "{}" { return nil }
        return "the body \(text), not \(dueText)"
    }

    private func pairs(_ node: Node?) -> [String] {
        (node?.items ?? []).map { "\($0.strings.first ?? "")=\($0.strings.last ?? "")" }.sorted()
    }

    @Test func `are read as botocore reads them, every operation with ten random answers`() throws {
        let questions = allOperations.enumerated().flatMap { index, operation in
            (0..<10).map { round in
                JSON.mapping([
                    "do": JSON.text("answer"), "service": JSON.text(operation.service),
                    "operation": JSON.text(operation.type.operation.name), "seed": JSON.number(index * 100 + round),
                ])
            }
        }
        let answers = try askBotocore(questions)
        var leaves = 0
        for (index, answer) in answers.enumerated() {
            let type = allOperations[index / 10].type
            let output = try #require(reflected(try read(answer, as: type), showsAbsent: true))
            let due = try #require(answer["output"])
            let found = differences(output, due, at: type.operation.name, &leaves)
            #expect(found == [], "question \(JSONWriter.text(questions[index], .compact))")
        }
        // What is compared is not next to nothing.
        #expect(leaves > 3000)
    }

    private func read<Request: Operation>(_ answer: Node, as type: Request.Type) throws -> any Shape {
        var headers: [String: String] = [:]
        for entry in answer["headers"]?.mapping?.entries ?? [] { headers[entry.key] = entry.value.string }
        return try Answer.output(
            Request.Output.self, status: 200, headers: headers,
            body: answer["body"]?.string.flatMap { Base64.decode($0) } ?? [], of: Request.operation)
    }

    /// Where what we keep is another value than botocore's. Empty lists are taken for absent.
    private func differences(_ node: Node, _ due: Node, at path: String, _ leaves: inout Int) -> [String] {
        switch (node.content, due.content) {
        case (.mapping(let mapping), .mapping(let other)):
            var found: [String] = []
            for entry in mapping.entries {
                let match = other.entries.first { $0.key.lowercased() == entry.key.lowercased() }
                if let match {
                    found += differences(entry.value, match.value, at: "\(path).\(entry.key)", &leaves)
                } else if !entry.value.isEmpty {
                    found.append("\(path).\(entry.key) is not in botocore's answer")
                }
            }
            return found
        case (.sequence(let items), .sequence(let others)):
            guard items.count == others.count else { return ["\(path): \(items.count) items, not \(others.count)"] }
            return zip(items, others).enumerated().flatMap { differences($1.0, $1.1, at: "\(path)[\($0)]", &leaves) }
        default:
            if node.isEmpty, due.isEmpty { return [] }
            leaves += 1
            return node == due ? [] : ["\(path): \(node.scalar?.text ?? "?"), not \(due.scalar?.text ?? "?")"]
        }
    }
}
