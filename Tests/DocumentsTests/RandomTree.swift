import Documents
import TestSupport

/// Random trees with the texts that break naive writers.
struct RandomTree {
    var random: SeededGenerator
    /// Whether there may be bytes and numbers that JSON lacks.
    var isYAML = false

    init(seed: UInt64, isYAML: Bool = false) {
        random = SeededGenerator(seed: seed)
        self.isYAML = isYAML
    }

    mutating func tree(depth: Int = 4) -> Node {
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
        case 6, 7:
            let count = Int.random(in: 0...4, using: &random)
            return .sequence((0..<count).map { _ in tree(depth: depth - 1) }, origin: nowhere)
        case 8, 9:
            var entries: [(String, Node)] = []
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let key = text()
                if !entries.contains(where: { $0.0 == key }) { entries.append((key, tree(depth: depth - 1))) }
            }
            return .mapping(entries, origin: nowhere)
        default: return scalar()
        }
    }

    mutating func scalar() -> Node {
        switch Int.random(in: 0..<(isYAML ? 12 : 10), using: &random) {
        case 0: return node(.null)
        case 1: return .boolean(Bool.random(using: &random), origin: nowhere)
        case 2: return .integer(random.pick([0, 1, -1, 7, 420, .max, .min, 65_535]), origin: nowhere)
        case 3:
            return node(
                .float(random.pick([0.5, -0.0, 1, 1e300, Double.leastNonzeroMagnitude, 1e16, 1.5e-7, 123_456_789.125])))
        case 4: return node(.float(Double(bitPattern: random.next() & 0x7FDF_FFFF_FFFF_FFFF)))
        case 10: return node(.bytes([0xFF] + random.bytes(count: Int.random(in: 0...120, using: &random))))
        case 11: return node(.float(random.pick([.infinity, -.infinity])))
        default: return .string(text(), origin: nowhere)
        }
    }

    private func node(_ value: Scalar.Value) -> Node {
        Node(.scalar(Scalar(value, text: "", isPlain: true)), origin: nowhere)
    }

    /// A word that some reader takes for something else, or a few pieces put together.
    mutating func text() -> String {
        if Int.random(in: 0..<4, using: &random) == 0 { return random.pick(Self.words) }
        return (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(Self.pieces) }.joined()
    }

    static let words = [
        "", "yes", "No", "on", "OFF", "y", "N", "true", "False", "null", "Null", "~", "NULL", "0644", "0o644", "0x1F",
        "0b1", "1_000",
        "1:30", "190:20:30", "1:30.5", "12", "-7", "+3", "1.5", ".5", "5.", "1e3", "1.0e+3", ".inf", "-.INF", ".NaN",
        "089", "08",
        "2001-12-14", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 Z", "=", "<<", "-", "--", "---", "...",
        "--- a", "- a", "? a", ": a", "a:", "a: b",
        "a :b", "a #b", "a# b", "#a", "&a", "*a", "!a", "!!str a", "|", ">", "%a", "@a", "`a", "'a'", "\"a\"", "{a}",
        "[a]",
        "{a: b}", ",a", "a, b", " a", "a ", "\ta", "a\t", "a\tb", "\n", "\n\n", "a\n", "a\n\n", "\na", " a\nb",
        "a\n b\n", "a\n  \nb",
        "a\r\nb", "a\rb", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{FEFF}a", "é", "e\u{301}",
        "\u{301}", "日本", "😀", "\u{1F468}\u{200D}\u{1F469}",
        "\u{FFFE}", "\u{FFFF}", "\u{10FFFF}", "--log-level", "-l", "-e", "-inf", "-0x1", "-.5", "-1e3", "/etc/x",
        "a.b[0].c", "]", "\"]", "\\", "a\\b", "it's", "10.0.0.1", "192.168.0.0/16", "0.pool.ntp.org",
        "#!/bin/sh\nset -e\necho \"$a\"\n", "\t\n a", "  \n", "a\n   ", "a\n\t", "\n  a\n b\n", "x\n---\n...\ny\n",
        String(repeating: "k", count: 1100), String(repeating: "é\"", count: 600),
    ]
    private static let pieces = [
        "a", "Z", "9", "0", " ", "  ", "\n", "\n\n", "\t", ":", ": ", " #", "#", "-", "- ", "'", "\"", "\\", "{", "}",
        "[", "]", ",", "&", "*",
        "!", "|", ">", "%", "@", "`", "?", "=", ".", "é", "日", "😀", "\u{301}", "\r", "\u{1}", "\u{2029}", "\u{FEFF}",
        "word", "e", "_", "+", "/", "~", "$x", "\n ", "\n\t",
    ]
}

/// Equal to the last byte: unlike `==`, texts that only look alike differ, and so do 0.0 and -0.0, 1 and 1.0.
func isSame(_ left: Node, _ right: Node) -> Bool {
    switch (left.content, right.content) {
    case (.sequence(let left), .sequence(let right)):
        return left.count == right.count && zip(left, right).allSatisfy(isSame)
    case (.mapping(let left), .mapping(let right)):
        return left.entries.count == right.entries.count
            && left.entries.allSatisfy { entry in
                right.entries.contains { $0.key.utf8.elementsEqual(entry.key.utf8) && isSame($0.value, entry.value) }
            }
    case (.scalar(let left), .scalar(let right)):
        switch (left.value, right.value) {
        case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
        case (.float(let left), .float(let right)): return left.bitPattern == right.bitPattern
        default: return left.value == right.value
        }
    default: return false
    }
}
