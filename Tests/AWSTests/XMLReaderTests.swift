import AWS
import TestSupport
import Testing
import Values

@Suite struct `Reading XML` {
    private func read(_ text: String) throws(WireError) -> XMLElement { try XMLReader.read(Array(text.utf8)) }

    @Test func `takes elements, texts and what stands for characters`() throws {
        let root = try read(
            """
            <?xml version="1.0"?><!-- a --><n:a xmlns:n='x' b = "1>2"> <b>1 &amp; &#x41;&#66;<![CDATA[<&>]]></b><c/>
            <d></d><!-- <e> --></n:a>
            """)
        #expect(root.name == "a" && root.children.map(\.name) == ["b", "c", "d"])
        #expect(root["b"]?.text == "1 & AB<&>" && root["c"]?.text == "")
    }

    @Test(arguments: [
        "", "text", "<a>", "<a></b>", "<a", "<a b></a>", "<a b=c/>", "<a>&nbsp;</a>", "<a>&#xFFFFFFFF;</a>", "<a/><b/>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "<a><![CDATA[</a>", "<a>\u{0}</a", "<>", "<a>&amp</a>",
    ])
    func `refuses what is none`(text: String) { #expect(throws: WireError.self) { try read(text) } }

    @Test func `refuses a bomb of elements without falling`() {
        #expect(throws: WireError.self) { try read(String(repeating: "<a>", count: 1_000_000)) }
    }

    @Test func `survives every cut and every changed byte`() throws {
        let whole = Array("<r><i><n>a&lt;b</n><v x='1'>2026</v></i><![CDATA[x]]><!--c--></r>".utf8)
        for length in 0..<whole.count {
            #expect(throws: WireError.self) { try XMLReader.read(Array(whole.prefix(length))) }
        }
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<5000 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = generator.pick(
                    Array("<>&;'\"/ax\u{0}".utf8))
            }
            _ = try? XMLReader.read(bytes)
        }
    }
}
