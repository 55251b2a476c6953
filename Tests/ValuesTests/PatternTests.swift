import TestSupport
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

    @Test(
        "no pattern takes more time than the text is long",
        .timeLimit(.minutes(60)),
        arguments: ["^(a+)+$", "^(a|a)*$", "^(a*)*b?$", "a*a*a*a*a*a*a*a*$", "(a?){500}a{500}"])
    func linear(pattern: String) {
        #expect(!Pattern.matches(String(repeating: "a", count: 5000) + "!", pattern))
    }

    @Test(
        "the words of a pattern mean what ECMA-262 says",
        arguments: [
            ("", "", true), ("", "a", false), ("a|b", "b", true), ("^a$|^b$", "b", true), ("a^b", "ab", false),
            ("a{2,3}", "a", false), ("a{2,3}", "aaa", true), ("a{2,3}", "aaaa", false), ("a{2}", "aa", true),
            ("a{2,}", "aaaaa", true), ("(?:ab|c)+?", "abcab", true), ("[^a-c]", "d", true), ("[^a-c]", "b", false),
            ("[a-]", "-", true), ("[]-]", "-]", false), ("[\\]\\-]+", "-]", true), ("\\x41\\u0042", "AB", true),
            ("[^\\x00-\\x1f\\x7f]*", "gr\u{FC}n", true), ("[^\\x00-\\x1f\\x7f]*", "a\u{7F}", false),
            ("\\d+\\s\\w*", "12 a_", true), ("[\\D]", "1", false), ("[^\\S]", " ", true), (".", "\n", false),
            (".", "\u{1F600}", true), ("a.c", "abc", true), ("e", "e\u{301}", false), ("(a|b)*c", "ababc", true),
        ] as [(String, String, Bool)])
    func words(pattern: String, text: String, isMatch: Bool) {
        #expect(Pattern.matches(text, pattern) == isMatch, "\(pattern) on \(text)")
    }

    @Test(
        "what is no pattern of ours is refused",
        arguments: [
            "(", ")", "[", "[a", "[a-", "[b-a]", "*", "a**", "a{2,1}", "a{", "a{1001}", "(?=a)", "(?!a)", "(?<n>a)",
            "(a)\\1", "\\", "\\q", "\\x4", "((a{1000}){1000}){1000}", "((){1000}){1000}",
            String(repeating: "(", count: 100_000) + String(repeating: ")", count: 100_000),
        ])
    func refused(pattern: String) { #expect(!Pattern.isValid(pattern)) }

    @Test("answers what Swift's own regular expressions answer")
    func reference() throws {
        var generator = SeededGenerator(seed: 20)
        var counts = [false: 0, true: 0]
        for _ in 0..<3000 {
            let pattern = Self.pattern(depth: 3, &generator)
            let regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
            let text = String(
                (0..<Int.random(in: 0...6, using: &generator)).map { _ in generator.pick("abc") })
            let isMatch = text.wholeMatch(of: regex) != nil
            #expect(Pattern.matches(text, pattern) == isMatch, "\(pattern) on \(text)")
            counts[isMatch, default: 0] += 1
        }
        #expect(counts.values.allSatisfy { $0 > 300 })
    }

    private static func pattern(depth: Int, _ generator: inout SeededGenerator) -> String {
        let atoms = ["a", "b", ".", "[ab]", "[^a]", "\\w", "c"]
        guard depth > 0 else { return atoms[Int.random(in: atoms.indices, using: &generator)] }
        let quantifiers = ["", "", "*", "+", "?", "{1,2}"]
        return (0..<Int.random(in: 1...3, using: &generator)).map { _ in
            let part = pattern(depth: depth - 1, &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: return part
            case 1: return "(\(part)|\(pattern(depth: depth - 1, &generator)))"
            default: return "(\(part))" + quantifiers[Int.random(in: quantifiers.indices, using: &generator)]
            }
        }.joined()
    }
}
