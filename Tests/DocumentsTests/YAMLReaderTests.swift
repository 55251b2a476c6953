import Documents
import Testing

@Suite struct YAMLReaderTests {
    @Test("a plain scalar, its key and its collections know their places")
    func places() throws {
        let node = try #require(Reading.yaml("a:\n  b: one\n  c: [x, 'y']\n").node)
        #expect(node["a"]?["b"]?.origin.range == "2:6-2:9")
        #expect(node["a"]?.mapping?.entry("c")?.keyOrigin.range == "3:3-3:4")
        #expect(node["a"]?["c"]?.origin.range == "3:6-3:14")
        #expect(node["a"]?["c"]?.items?.map(\.origin.range) == ["3:7-3:8", "3:10-3:13"])
        #expect(node["a"]?.origin.line == 2)
    }

    @Test("columns count characters as people do, not bytes")
    func unicodeColumns() throws {
        let node = try #require(Reading.yaml("é: 日本 # x\nb: {ü: 1}\n").node)
        #expect(node["é"]?.origin.range == "1:4-1:6")
        #expect(node["b"]?["ü"]?.origin.range == "2:8-2:9")
    }

    @Test("a block scalar begins at its indicator and underlines as that line")
    func blockPlaces() throws {
        let node = try #require(Reading.yaml("a: |\n  x\n  y\nb: >-\n  z\n").node)
        #expect(node["a"]?.string == "x\ny\n")
        #expect(node["a"]?.origin.firstLine.range == "1:4-1:5")
        #expect(node["b"]?.origin.firstLine.range == "4:4-4:6")
    }

    @Test(
        "an untyped scalar means what YAML 1.2 and file modes want",
        arguments: [
            ("0644", "420"), ("0o644", "420"), ("0x1F", "31"), ("-0x10", "-16"), ("0b101", "5"), ("1_000", "1000"),
            ("+5", "5"),
            ("-0", "0"), ("1.5", "1.5"), ("1e3", "1000.0"), (".5", "0.5"), ("089", "\"089\""), ("0o8", "\"0o8\""),
            ("0xg", "\"0xg\""),
            ("1:30", "\"1:30\""), ("2001-12-14", "\"2001-12-14\""), ("yes", "\"yes\""), ("on", "\"on\""),
            ("True", "true"), ("~", "null"), ("", "null"),
            ("NULL", "null"), (".inf", "null"), ("'12'", "\"12\""), ("\"true\"", "\"true\""), ("1-2", "\"1-2\""),
            ("1.2.3", "\"1.2.3\""),
            ("9223372036854775808", "9.223372036854776e+18"), ("!!str 12", "\"12\""), ("! 12", "\"12\""),
            ("!!int '12'", "12"), ("!!float 1", "1.0"),
            ("!!binary aGk=", "\"hi\""),
        ])
    func resolution(_ text: String, _ json: String) { #expect(Reading.yaml("a: \(text)\n").json == "{\"a\":\(json)}") }

    @Test("the text as written stays known")
    func writtenText() throws {
        let scalar = try #require(Reading.yaml("mode: 0644").node?["mode"]?.scalar)
        #expect(scalar.text == "0644")
        #expect(scalar.isPlain)
    }

    @Test("binary that is no text stays bytes")
    func binary() { #expect(Reading.yaml("a: !!binary |\n  /w\n  ==\n").node?["a"]?.scalar?.value == .bytes([0xFF])) }

    @Test("an anchor stands for its value, which keeps its own place")
    func anchors() throws {
        let node = try #require(Reading.yaml("a: &x [1, 2]\nb: *x\n").node)
        #expect(node["b"] == node["a"])
        #expect(node["b"]?.origin.line == 1)
    }

    @Test("own keys win over merged ones, earlier merged mappings over later ones")
    func mergeKeys() {
        let text =
            "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc:\n  <<: [*a, *b]\n  x: 3\n  w: 4\nd: {x: 0, <<: *a}\ne: {'<<': 1}\n"
        let expected =
            #"{"a":{"x":1,"y":1},"b":{"y":2,"z":2},"c":{"w":4,"x":3,"y":1,"z":2},"d":{"x":0,"y":1},"e":{"<<":1}}"#
        #expect(Reading.yaml(text).json == expected)
    }

    @Test("all duplicate keys of a file are reported, each with its first use")
    func duplicateKeys() {
        let reading = Reading.yaml("a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n\"b\": 5\n")
        #expect(reading.node == nil)
        #expect(
            reading.problems == [
                "2:11 duplicate-key: the key `c` stands twice in this mapping",
                "3:1 duplicate-key: the key `a` stands twice in this mapping",
                "4:1 duplicate-key: the key `a` stands twice in this mapping",
                "5:1 duplicate-key: the key `b` stands twice in this mapping",
            ])
        #expect(
            reading.diagnostics.sorted().map { $0.notes[0].origin?.range } == [
                "2:5-2:6", "1:1-1:2", "1:1-1:2", "2:1-2:2",
            ])
    }

    @Test(
        "an empty document is no document and no error",
        arguments: ["", "\n\n", "# only\n# comments\n", "   ", "%YAML 1.1\n---\n"])
    func empty(_ text: String) {
        let reading = Reading.yaml(text)
        #expect(reading.node?.isNull ?? true)
        #expect(reading.problems == [])
    }

    @Test("windows line breaks and a byte order mark change nothing")
    func windows() throws {
        let reading = Reading.yaml([0xEF, 0xBB, 0xBF] + Array("a: |\r\n  x\r\n  y\r\nb: 2\r\n".utf8))
        #expect(reading.json == #"{"a":"x\ny\n","b":2}"#)
        #expect(reading.node?["b"]?.origin.range == "4:4-4:5")
        #expect(reading.node?["b"]?.origin.file.line(4) == "b: 2")
    }

    @Test(
        "what is wrong with a file is named with its place",
        arguments: [
            ("a: *b\n", "1:4 yaml-syntax: there is no anchor `&b` above this alias"),
            ("a: &b [*b]\n", "1:8 yaml-syntax: there is no anchor `&b` above this alias"),
            ("a: 1\n---\nb: 2\n", "2:1 yaml-syntax: a second document begins here; a file holds one"),
            ("a: !!binary x\n", "1:4 yaml-syntax: `!!binary` is followed by text that is not base64"),
            ("a: !vault x\n", "1:4 yaml-syntax: the tag `!vault` is not known"),
            ("a: !vault {x: 1}\n", "1:4 yaml-syntax: the tag `!vault` is not known"),
            ("a: !!set {x}\n", "1:4 yaml-syntax: the tag `tag:yaml.org,2002:set` is not known"),
            ("a: !!int x\n", "1:4 yaml-syntax: `!!int` is followed by `x`"),
            ("[a]: 1\n", "1:1 yaml-syntax: a list cannot be a key"),
            ("{a: 1}: 1\n", "1:1 yaml-syntax: a mapping cannot be a key"),
            ("<<: 3\n", "1:5 yaml-syntax: `<<` takes a mapping or a list of mappings, not an integer"),
            (
                "a:\n\t- b\n",
                "2:1 yaml-syntax: YAML error while scanning for the next token: found character that cannot start any token"
            ),
            ("a: b: c\n", "1:5 yaml-syntax: YAML error: mapping values are not allowed in this context"),
        ])
    func problems(_ text: String, _ problem: String) {
        let reading = Reading.yaml(text)
        #expect(reading.node == nil)
        #expect(reading.problems == [problem])
    }

    @Test(
        "bytes that are not text are named with their place",
        arguments: [
            (
                Array("a: 1\nb: x".utf8) + [0xFF, 0x0A],
                "2:5 encoding: `a.yaml` is not UTF-8 text: the byte 0xff stands here"
            ),
            (Array("a: é".utf8) + [0xC3], "1:5 encoding: `a.yaml` is not UTF-8 text: the byte 0xc3 stands here"),
            (Array("a: \u{0}b\n".utf8), "1:4 encoding: `a.yaml` is not UTF-8 text: a zero byte stands here"),
            ([0xFF, 0xFE, 0x61, 0x00], "encoding: `a.yaml` is UTF-16 text"),
            ([0xFE, 0xFF, 0x00, 0x61], "encoding: `a.yaml` is UTF-16 text"),
            (Array("a: \u{1B}[31m\n".utf8), "1:4 encoding: this is not YAML text: control characters are not allowed"),
            (
                Array("a: 1\nb: \u{7F}\n".utf8),
                "2:4 encoding: this is not YAML text: control characters are not allowed"
            ),
        ])
    func encodings(_ bytes: [UInt8], _ problem: String) {
        let reading = Reading.yaml(bytes)
        #expect(reading.node == nil)
        #expect(reading.problems == [problem])
    }
}
