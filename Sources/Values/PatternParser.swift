/// Reads a regular expression by recursive descent.
struct PatternParser {
    private var rest: Substring.UnicodeScalarView
    private var depth = 0
    private static let maximumDepth = 64
    private static let maximumCount = 1000

    static func parse(_ text: String) throws(PatternProblem) -> PatternNode {
        var parser = PatternParser(rest: text.unicodeScalars[...])
        let node = try parser.choice()
        guard parser.rest.isEmpty else { throw .unreadable }
        return node
    }

    private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func choice() throws(PatternProblem) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw .tooLarge }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternProblem) -> PatternNode {
        var parts: [PatternNode] = []
        while let next = rest.first, next != "|", next != ")" { parts.append(try quantified()) }
        return .sequence(parts)
    }

    private mutating func quantified() throws(PatternProblem) -> PatternNode {
        let atom = try atom()
        let bounds: (Int, Int?)
        if take("*") {
            bounds = (0, nil)
        } else if take("+") {
            bounds = (1, nil)
        } else if take("?") {
            bounds = (0, 1)
        } else if take("{") {
            bounds = try counts()
        } else {
            return atom
        }
        // How much a quantifier takes first makes no difference to whether the whole text matches.
        _ = take("?")
        if let next = rest.first, "*+?{".unicodeScalars.contains(next) { throw .unreadable }
        return .repetition(atom, minimum: bounds.0, maximum: bounds.1)
    }

    /// What stands between `{` and `}`: `m`, `m,` or `m,n`.
    private mutating func counts() throws(PatternProblem) -> (Int, Int?) {
        let minimum = try number()
        var maximum: Int? = minimum
        if take(",") { maximum = rest.first == "}" ? nil : try number() }
        guard take("}"), minimum <= maximum ?? minimum else { throw .unreadable }
        return (minimum, maximum)
    }

    private mutating func number() throws(PatternProblem) -> Int {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest[digits.endIndex...]
        guard let number = Int(String(digits)) else { throw .unreadable }
        guard number <= Self.maximumCount else { throw .tooLarge }
        return number
    }

    private mutating func atom() throws(PatternProblem) -> PatternNode {
        guard let scalar = rest.popFirst() else { throw .unreadable }
        switch scalar {
        case "^": return .start
        case "$": return .end
        case ".": return .characters(.notNewline)
        case "[": return .characters(try characterClass())
        case "\\": return .characters(try escape())
        case "(":
            if take("?") { guard take(":") else { throw .unreadable } }
            let node = try choice()
            guard take(")") else { throw .unreadable }
            return node
        case "*", "+", "?", "{", ")": throw .unreadable
        default: return .characters(.one(scalar))
        }
    }

    private mutating func characterClass() throws(PatternProblem) -> PatternClass {
        var result = PatternClass(ranges: [], isNegated: take("^"))
        while !take("]") {
            guard let scalar = rest.popFirst() else { throw .unreadable }
            let first = scalar == "\\" ? try escape() : .one(scalar)
            var ahead = rest
            guard ahead.popFirst() == "-", let end = ahead.popFirst(), end != "]" else {
                result.ranges += first.isNegated ? first.inverse : first.ranges
                continue
            }
            rest = ahead
            let last = end == "\\" ? try escape() : .one(end)
            guard let low = first.single, let high = last.single, low <= high else { throw .unreadable }
            result.ranges.append(low...high)
        }
        return result
    }

    /// What stands after a backslash.
    private mutating func escape() throws(PatternProblem) -> PatternClass {
        guard let scalar = rest.popFirst() else { throw .unreadable }
        switch scalar {
        case "d": return .digits
        case "D": return PatternClass(ranges: PatternClass.digits.ranges, isNegated: true)
        case "w": return .word
        case "W": return PatternClass(ranges: PatternClass.word.ranges, isNegated: true)
        case "s": return .space
        case "S": return PatternClass(ranges: PatternClass.space.ranges, isNegated: true)
        case "n": return .one("\n")
        case "r": return .one("\r")
        case "t": return .one("\t")
        case "x": return try hexadecimal(2)
        case "u": return try hexadecimal(4)
        case "a"..."z", "A"..."Z", "0"..."9": throw .unreadable
        default: return .one(scalar)
        }
    }

    private mutating func hexadecimal(_ count: Int) throws(PatternProblem) -> PatternClass {
        let digits = String(rest.prefix(count))
        guard digits.utf8.count == count, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
        else { throw .unreadable }
        rest.removeFirst(count)
        return .one(scalar)
    }
}

extension PatternClass {
    /// The only scalar of the set; nil for every other set.
    fileprivate var single: UInt32? {
        guard !isNegated, ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
        return ranges[0].lowerBound
    }
}
