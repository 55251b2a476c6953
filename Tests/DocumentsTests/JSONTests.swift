import Documents
import Testing

@Suite struct JSONTests {
    @Test(
        "every form of RFC 8259 is read",
        arguments: [
            ("null", "null"), (" true\n", "true"), ("-0", "0"), ("0", "0"), ("-12", "-12"), ("1.5", "1.5"),
            ("1E2", "100.0"), ("1e-2", "0.01"), ("0e1", "0.0"),
            ("0.0", "0.0"), ("12345678901234567890", "1.2345678901234567e+19"), (#""""#, #""""#),
            (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#),
            (#""\u00e9\uD83D\uDE00\u0000""#, #""é😀\u0000""#), ("[]", "[]"), ("[ 1 , [ ] ]", "[1,[]]"), ("{}", "{}"),
            (#"{"b":1,"a":{"":2}}"#, #"{"a":{"":2},"b":1}"#),
            ("\"\u{7F}\"", "\"\\u007f\""),
            ("\"a\u{2028}\u{2027}\u{2029}–\u{202A}\"", "\"a\\u2028\u{2027}\\u2029–\u{202A}\""),
        ])
    func reads(_ text: String, _ written: String) {
        let reading = Reading.json(text)
        #expect(reading.json == written)
        #expect(reading.problems == [])
    }

    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", "1:1 json-syntax: the JSON document ends too early"),
            ("[1,]", "1:4 json-syntax: a value is missing after the comma"),
            ("[,1]", "1:2 json-syntax: a value is missing here"),
            ("{\"a\":1,}", "1:8 json-syntax: a value is missing after the comma"),
            ("[1 2]", "1:4 json-syntax: `]` is missing here"), ("[1", "1:3 json-syntax: `]` is missing here"),
            ("{a: 1}", "1:2 json-syntax: a key in double quotes is missing here"),
            ("{\"a\" 1}", "1:6 json-syntax: `:` is missing here"),
            ("{\"a\":1,\n \"a\":2}", "2:2 duplicate-key: the key `a` stands twice in this object"),
            ("1 2", "1:3 json-syntax: text follows the JSON document"),
            ("01", "1:1 json-syntax: `01` is not JSON"), ("-", "1:1 json-syntax: `-` is not JSON"),
            ("1.", "1:1 json-syntax: `1.` is not JSON"),
            ("1.e5", "1:1 json-syntax: `1.e5` is not JSON"), ("01.5", "1:1 json-syntax: `01.5` is not JSON"),
            (".5", "1:1 json-syntax: `.5` is not JSON"),
            ("+1", "1:1 json-syntax: `+1` is not JSON"), ("1e", "1:1 json-syntax: `1e` is not JSON"),
            ("--1", "1:1 json-syntax: `--1` is not JSON"),
            ("1e999", "1:1 json-syntax: `1e999` is not JSON"), ("0x10", "1:1 json-syntax: `0x10` is not JSON"),
            ("NaN", "1:1 json-syntax: `NaN` is not JSON"),
            ("True", "1:1 json-syntax: `True` is not JSON"), ("'a'", "1:1 json-syntax: `'a'` is not JSON"),
            ("// a\n1", "1:1 json-syntax: `//` is not JSON"),
            ("\"a", "1:3 json-syntax: this string is not closed"),
            ("\"a\nb\"", "1:3 json-syntax: a control character stands in this string"),
            (#""\x""#, "1:4 json-syntax: this escape is not known to JSON"),
            (#""\ud800""#, "1:8 json-syntax: half of a surrogate pair stands alone"),
            (#""\ud800A""#, "1:8 json-syntax: half of a surrogate pair stands alone"),
            (#""\udc00""#, "1:8 json-syntax: half of a surrogate pair stands alone"),
            (#""\ud800\ud800""#, "1:14 json-syntax: half of a surrogate pair stands alone"),
            (#""\u12""#, "1:4 json-syntax: four hexadecimal digits must follow `\\u`"),
            (#""\u+123""#, "1:4 json-syntax: four hexadecimal digits must follow `\\u`"),
        ])
    func refuses(_ text: String, _ problem: String) {
        let reading = Reading.json(text)
        #expect(reading.node == nil)
        #expect(reading.problems == [problem])
    }

    @Test("values and keys know their places")
    func places() throws {
        let node = try #require(Reading.json("{\n  \"é\": [1, \"日本\", true]\n}").node)
        #expect(node.mapping?.entries[0].keyOrigin.range == "2:3-2:6")
        #expect(node["é"]?.items?.map(\.origin.range) == ["2:9-2:10", "2:12-2:16", "2:18-2:22"])
        #expect(node["é"]?.origin.range == "2:8-2:23")
    }

    @Test("reading what was written gives the same tree, in both layouts", arguments: 0..<10)
    func roundTrip(_ seed: UInt64) throws {
        var random = RandomTree(seed: seed)
        for _ in 0..<60 {
            let tree = random.tree()
            for layout in [JSONWriter.Layout.compact, .pretty] {
                let text = JSONWriter.text(tree, layout)
                let reading = Reading.json(text)
                #expect(reading.problems == [])
                let node = try #require(reading.node)
                #expect(isSame(node, tree), "\(text)")
                #expect(JSONWriter.text(node, layout) == text)
            }
        }
    }

    @Test("the pretty layout indents by two spaces and keeps what is empty on one line")
    func pretty() throws {
        let node = try #require(Reading.json(#"{"b":[1,{}],"a":[]}"#).node)
        #expect(JSONWriter.text(node, .pretty) == "{\n  \"a\": [],\n  \"b\": [\n    1,\n    {}\n  ]\n}")
    }
}
