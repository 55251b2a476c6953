import Testing
import TestSupport
import Values

@Suite struct Base64Tests {
    @Test(
        "the vectors of RFC 4648 hold both ways",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func vectors(_ plain: String, _ encoded: String) {
        #expect(Base64.encode(plain.utf8) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test("decoding undoes encoding")
    func roundTrip() {
        var random = SeededGenerator(seed: 1)
        for count in 0..<300 {
            let bytes = random.bytes(count: count)
            #expect(Base64.decode(Base64.encode(bytes)) == bytes)
        }
    }

    @Test("line breaks and blanks between characters are skipped")
    func whitespace() { #expect(Base64.decode("Zm9v\r\n\t YmFy\n") == Array("foobar".utf8)) }

    @Test(
        "what is not base64 is refused",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "=Zg=", "Z=g=", "Zg==Zg==", "====", "Zm9-", "Zm9_", "Zm9é", "Zm9v\u{0}",
        ])
    func refusals(_ text: String) { #expect(Base64.decode(text) == nil) }
}
