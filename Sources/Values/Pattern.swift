private import Synchronization

/// Regular expressions whose text is data: a schema's or a template's pattern.
///
/// The words are those that ECMA-262 shares with everybody: literals, `.`, classes, escapes, groups, `|`, `^`, `$` and
/// the quantifiers `*`, `+`, `?`, `{m,n}`. There is no look-around and there are no back references: without them every
/// match takes time in proportion to the text, whatever the pattern.
package enum Pattern {
    /// Whether the whole of `text` matches; false for a pattern that cannot be read.
    package static func matches(_ text: String, _ pattern: String) -> Bool {
        program(pattern)?.matches(text) ?? false
    }

    /// Whether `pattern` can be read as a regular expression.
    package static func isValid(_ pattern: String) -> Bool { program(pattern) != nil }

    /// Patterns that were used.
    private static let cache = Mutex<[String: PatternProgram]>([:])

    private static func program(_ pattern: String) -> PatternProgram? {
        if let known = cache.withLock({ $0[pattern] }) { return known }
        guard let program = try? PatternProgram(PatternParser.parse(pattern)) else { return nil }
        cache.withLock { $0[pattern] = program }
        return program
    }
}

/// The parts of a regular expression.
indirect enum PatternNode: Sendable {
    case characters(PatternClass)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repetition(PatternNode, minimum: Int, maximum: Int?)
    case start
    case end
}

/// A set of Unicode scalars.
struct PatternClass: Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    static let digits = PatternClass(ranges: [0x30...0x39])
    static let word = PatternClass(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let space = PatternClass(ranges: [0x09...0x0D, 0x20...0x20])
    static let notNewline = PatternClass(ranges: [0x0A...0x0A, 0x0D...0x0D], isNegated: true)

    static func one(_ scalar: Unicode.Scalar) -> Self { Self(ranges: [scalar.value...scalar.value]) }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        ranges.contains { $0.contains(scalar.value) } != isNegated
    }

    /// The scalars that are not in the set, as ranges.
    var inverse: [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        return result + [next...0x10_FFFF]
    }
}

/// Why a text is no pattern.
enum PatternProblem: Error {
    case unreadable, tooLarge
}
