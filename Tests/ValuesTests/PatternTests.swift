import Testing
import Values

@Suite struct PatternTests {
    @Test("a pattern answers alike, however often and from however many threads it is asked")
    func repeated() async {
        let texts: KeyValuePairs = ["ab": true, "abab": true, "aba": false, "": false, "ab\n": false]
        await withTaskGroup(of: [Bool].self) { group in
            for _ in 0..<8 { group.addTask { texts.map { Pattern.matches($0.key, "(ab)+") } } }
            for await answers in group { #expect(answers == texts.map(\.value)) }
        }
    }

    @Test("two patterns are not mistaken for each other")
    func twoPatterns() {
        for _ in 0..<2 {
            #expect(Pattern.matches("1", "[0-9]") && !Pattern.matches("1", "[a-z]"))
            #expect(Pattern.matches("a", "[a-z]") && !Pattern.matches("a", "[0-9]"))
        }
    }

    @Test("nothing matches what is no pattern")
    func unreadable() {
        for _ in 0..<2 { #expect(!Pattern.matches("(", "(")) }
        #expect(!Pattern.isValid("("))
    }
}
