/// A pattern of one name, over bytes.
struct NamePattern: Sendable, Hashable {
    private let bytes: [UInt8]
    /// Whether it stands for one name alone, which is soon compared.
    private let isLiteral: Bool

    /// nil where a bracket is not closed.
    init?(_ bytes: [UInt8]) {
        guard Self.isValid(bytes[...]) else { return nil }
        self.bytes = bytes
        isLiteral = !bytes.contains { [Self.star, Self.question, Self.open].contains($0) }
    }

    /// Whether all of `name` matches.
    func matches(_ name: ArraySlice<UInt8>) -> Bool {
        guard isLiteral else { return Self.matches(name, bytes[...]) }
        return name.count == bytes.count && name.elementsEqual(bytes)
    }

    private static let star = UInt8(ascii: "*")
    private static let question = UInt8(ascii: "?")
    private static let open = UInt8(ascii: "[")
    private static let close = UInt8(ascii: "]")
    private static let not = UInt8(ascii: "!")
    private static let dash = UInt8(ascii: "-")

    /// Whether every bracket is closed.
    private static func isValid(_ pattern: ArraySlice<UInt8>) -> Bool {
        var rest = pattern
        while let byte = rest.first {
            guard byte == open else {
                rest = rest.dropFirst()
                continue
            }
            guard let end = bracketEnd(rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    /// Whether all of `name` matches. Takes at most the product of both lengths: the last star alone is tried again.
    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        var name = name
        var rest = pattern
        var retry: (name: ArraySlice<UInt8>, pattern: ArraySlice<UInt8>)?
        while true {
            if rest.first == star {
                rest = rest.dropFirst()
                retry = (name, rest)
            } else if let byte = name.first, let after = matchOne(byte, rest) {
                name = name.dropFirst()
                rest = after
            } else if name.isEmpty, rest.isEmpty {
                return true
            } else if let last = retry, !last.name.isEmpty {
                name = last.name.dropFirst()
                rest = last.pattern
                retry = (name, rest)
            } else {
                return false
            }
        }
    }

    /// The pattern behind its first element where that matches `byte`; nil where it does not.
    private static func matchOne(_ byte: UInt8, _ pattern: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let first = pattern.first else { return nil }
        if first == question { return pattern.dropFirst() }
        guard first == open, let end = bracketEnd(pattern) else { return first == byte ? pattern.dropFirst() : nil }
        var set = pattern[(pattern.startIndex + 1)..<(end - 1)]
        let isNegated = set.first == not
        if isNegated { set = set.dropFirst() }
        return contains(set, byte) != isNegated ? pattern[end...] : nil
    }

    private static func contains(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
        var rest = set
        while let low = rest.first {
            let next = rest.startIndex + 1
            if next + 1 < rest.endIndex, rest[next] == dash {
                if low <= byte, byte <= rest[next + 1] { return true }
                rest = rest[(next + 2)...]
            } else {
                if low == byte { return true }
                rest = rest.dropFirst()
            }
        }
        return false
    }

    /// The index behind the bracket expression that `pattern` starts with; a `]` in first place is a member.
    private static func bracketEnd(_ pattern: ArraySlice<UInt8>) -> Int? {
        var index = pattern.startIndex + 1
        if index < pattern.endIndex, pattern[index] == not { index += 1 }
        if index < pattern.endIndex { index += 1 }
        guard index <= pattern.endIndex, let end = pattern[index...].firstIndex(of: close) else { return nil }
        return end + 1
    }
}
