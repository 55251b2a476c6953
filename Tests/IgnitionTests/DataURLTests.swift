import Ignition
import Testing

@Suite struct DataURLTests {
    @Test(arguments: ["", "hello", "a b\n", "\u{0}\u{1}\u{7F}", "ünïcödé", String(repeating: "x", count: 5000)])
    func bytesComeBackAsTheyWere(_ text: String) {
        for compressing in [false, true] {
            let bytes = Array(text.utf8)
            let (source, compression) = DataURL.encode(bytes, compressing: compressing)
            #expect(DataURL.decode(source, compression: compression) == bytes)
        }
    }

    @Test func theShortestEncodingIsChosen() {
        #expect(DataURL.encode(Array("plain".utf8), compressing: true).source == "data:,plain")
        #expect(
            DataURL.encode([0, 1, 2, 3, 252, 253, 254, 255], compressing: true).source == "data:;base64,AAECA/z9/v8=")
        let long = DataURL.encode(Array(repeating: 97, count: 1000), compressing: true)
        #expect(long.compression == "gzip")
        #expect(long.source.hasPrefix("data:;base64,H4sI"))
        #expect(DataURL.encode(Array(repeating: 97, count: 1000), compressing: false).compression == nil)
    }

    @Test(arguments: [
        ("data:,a%20b", "a b"), ("data:text/plain,x", "x"), ("data:text/plain;charset=utf-8;base64,eA==", "x"),
        ("data:;charset=\"a,b\",x", "x"), ("data:,a%2Cb", "a,b"), ("data:;base64,", ""),
        ("data:;base64,eH\nh4\n", "xxx"),
    ])
    func headersOfAllKindsAreRead(_ source: String, _ expected: String) {
        #expect(DataURL.decode(source, compression: nil) == Array(expected.utf8))
    }

    @Test(arguments: [
        "data:", "data:text", "data:,a b", "data:,%4", "data:,%zz", "data:;base64,a", "data:;base64,!!!!",
        "data:foo/bar,x",
        "data:;base64,eA= =", "data:;base64,eA=\t=", "data:;base64,eA=\r\n=", "data:,a\u{7F}", "data:,a#b", "data:,a|b",
        "http://x", "data:,ü", "data:;,x", "data:;base64;charset=x,eA==", "",
    ])
    func whatIsNoDataURLIsRefused(_ source: String) {
        #expect(DataURL.decode(source, compression: nil) == nil)
    }

    @Test func bombsAndForeignCompressionAreRefused() {
        let bomb = DataURL.encode(Array(repeating: 0, count: 1 << 20), compressing: true)
        #expect(DataURL.decode(bomb.source, compression: bomb.compression, limit: 1000) == nil)
        #expect(DataURL.decode("data:,x", compression: "xz") == nil)
        #expect(DataURL.decode("data:,x", compression: "gzip") == nil)
    }
}
