import Documents
import Testing
import TestSupport

@Suite struct NodePathTests {
    @Test(
        "a path prints as people write it",
        arguments: [
            ([], ""), ([.key("a")], "a"),
            ([.key("storage"), .key("files"), .index(0), .key("path")], "storage.files[0].path"),
            ([.index(3), .key("a")], "[3].a"), ([.key("a.b"), .key("c")], "[\"a.b\"].c"),
            ([.key("a"), .key("")], "a[\"\"]"),
            ([.key("x\"]y\\")], #"["x\"]y\\"]"#),
        ] as [([NodePath.Step], String)])
    func prints(_ steps: [NodePath.Step], _ text: String) {
        #expect(NodePath(steps).description == text)
        #expect(NodePath(text)?.steps == steps)
    }

    @Test(
        "a malformed path is refused",
        arguments: [
            ".", "a.", ".a", "a..b", "a[", "a[]", "a[x]", "a[-1]", "a[+1]", "a[0", "a[\"b", "a[\"b\"", "a[\"b\\",
            "[\"a\"]b", "a[0]b", "a[99999999999999999999]",
        ])
    func refuses(_ text: String) { #expect(NodePath(text) == nil) }

    @Test("parsing what was printed gives the same path")
    func roundTrip() {
        var texts = RandomTree(seed: 11)
        var random = SeededGenerator(seed: 12)
        for _ in 0..<3000 {
            let steps = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? NodePath.Step.key(texts.text()) : .index(Int.random(in: 0...99, using: &random))
            }
            #expect(NodePath(NodePath(steps).description)?.steps == steps)
        }
    }

    @Test("a path finds its value, and nothing outside of the tree")
    func lookup() throws {
        let node = try #require(Reading.yaml("a: [{b.c: 1}]").node)
        #expect(node[NodePath("a[0][\"b.c\"]") ?? NodePath()]?.integer == 1)
        for text in ["a[1]", "a.b", "x", "a[0].x.y"] { #expect(NodePath(text).flatMap { node[$0] } == nil) }
    }
}
