import TestSupport
import Testing
import Values

@Suite struct `Debian versions` {
    private static let parts = [
        "0", "00", "1", "01", "9", "10", "2147483648", "99999999999999999999", "a", "b", "Z", "rc", "~", "~~", "+", ".",
        "-", "-0", "-1", "1:", "0:", "+b1", "+deb13u2", "~bpo12", "~rc1",
    ]

    private static func random(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in generator.pick(parts) }.joined()
    }

    /// Pairs, many of them close to each other.
    private static func pairs(_ count: Int) -> [(String, String)] {
        var generator = SeededGenerator(seed: 20)
        var pairs: [(String, String)] = []
        while pairs.count < count {
            let start = generator.pick(parts)
            let (left, right) = (start + random(&generator), start + random(&generator))
            if DebianVersion(left) != nil, DebianVersion(right) != nil { pairs.append((left, right)) }
        }
        return pairs
            + [("1.0", "1.00"), ("0:1", "1"), ("1", "1-0"), ("1-", "1"), ("1.a", "1.a0"), ("1~", "1")].filter {
                DebianVersion($0.0) != nil
            }
    }

    /// What a shell loop over lines says, a line each.
    private static func answers(_ loop: String, _ lines: [String]) throws -> [String] {
        let script = "while read -r a b; do \(loop); done"
        let input = lines.map { $0 + "\n" }.joined()
        return try runTool("/bin/sh", ["-c", script], input: Array(input.utf8)).text
            .split(separator: "\n").map(String.init)
    }

    @Test func `are ordered as dpkg orders them`() throws {
        let pairs = Self.pairs(500)
        let loop = """
            if dpkg --compare-versions "$a" lt "$b"; then echo lt
            elif dpkg --compare-versions "$a" eq "$b"; then echo eq; else echo gt; fi
            """
        let answers = try Self.answers(loop, pairs.map { "\($0) \($1)" })
        #expect(answers.count == pairs.count)
        for (pair, answer) in zip(pairs, answers) {
            guard let left = DebianVersion(pair.0), let right = DebianVersion(pair.1) else { continue }
            #expect((left < right ? "lt" : left == right ? "eq" : "gt") == answer, "\(pair)")
        }
        #expect(Set(answers) == ["lt", "eq", "gt"])
    }

    @Test func `are the ones that dpkg accepts`() throws {
        var generator = SeededGenerator(seed: 21)
        let texts =
            (0..<400).map { _ in Self.random(&generator) } + ["1:", "a", "1-", "-1", "1_2", "1:2:3", "é", "1 2"]
        let words = texts.filter { !$0.contains(" ") }
        let answers = try Self.answers(
            "dpkg --validate-version \"$a\" 2>/dev/null && echo good || echo bad", words)
        for (text, answer) in zip(words, answers) {
            #expect((DebianVersion(text) == nil ? "bad" : "good") == answer, "\(text)")
        }
        #expect(Set(answers) == ["good", "bad"])
    }
}
