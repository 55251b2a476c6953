/// A Debian package's version: `[epoch:]upstream[-revision]`, in the order in which dpkg holds versions.
///
/// Source: deb-version(7); dpkg's lib/dpkg/version.c.
package struct DebianVersion: Sendable, Comparable, CustomStringConvertible {
    /// As it was written.
    package let description: String
    private let epoch: UInt32
    private let upstream: [UInt8]
    private let revision: [UInt8]

    /// nil for what dpkg refuses to build: an empty part, an epoch that is no number, a character of no version.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.allSatisfy(Self.isAllowed) else { return nil }
        var rest = bytes[...]
        var epoch: UInt32 = 0
        if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
            let digits = rest[..<colon]
            guard digits.allSatisfy(Self.isDigit), let number = UInt32(String(decoding: digits, as: UTF8.self)),
                number <= Int32.max
            else { return nil }
            epoch = number
            rest = rest[(colon + 1)...]
        }
        var revision: ArraySlice<UInt8> = []
        if let hyphen = rest.lastIndex(of: UInt8(ascii: "-")) {
            revision = rest[(hyphen + 1)...]
            rest = rest[..<hyphen]
            guard !revision.isEmpty, !revision.contains(UInt8(ascii: ":")) else { return nil }
        }
        guard let first = rest.first, Self.isDigit(first) else { return nil }
        description = String(text)
        self.epoch = epoch
        upstream = Array(rest)
        self.revision = Array(revision)
    }

    package static func == (left: Self, right: Self) -> Bool { order(left, right) == 0 }

    package static func < (left: Self, right: Self) -> Bool { order(left, right) < 0 }

    private static func order(_ left: Self, _ right: Self) -> Int {
        if left.epoch != right.epoch { return left.epoch < right.epoch ? -1 : 1 }
        let upstream = order(left.upstream[...], right.upstream[...])
        return upstream != 0 ? upstream : order(left.revision[...], right.revision[...])
    }

    /// Parts without digits and numbers by turns; an absent part is empty, an absent number 0.
    private static func order(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        var (left, right) = (left, right)
        while !left.isEmpty || !right.isEmpty {
            while left.first.map({ !isDigit($0) }) ?? false || right.first.map({ !isDigit($0) }) ?? false {
                let difference = weight(left.first) - weight(right.first)
                if difference != 0 { return difference }
                left = left.dropFirst()
                right = right.dropFirst()
            }
            let numbers = (takeNumber(&left), takeNumber(&right))
            if numbers.0.count != numbers.1.count { return numbers.0.count - numbers.1.count }
            for (one, other) in zip(numbers.0, numbers.1) where one != other { return Int(one) - Int(other) }
        }
        return 0
    }

    /// `~` comes before the end, the end and digits before letters, letters before everything else.
    private static func weight(_ byte: UInt8?) -> Int {
        guard let byte, !isDigit(byte) else { return 0 }
        if byte == UInt8(ascii: "~") { return -1 }
        return isLetter(byte) ? Int(byte) : Int(byte) + 256
    }

    /// The digits at the start, without leading zeros.
    private static func takeNumber(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let digits = rest.prefix(while: isDigit)
        rest = rest[digits.endIndex...]
        return digits.drop { $0 == UInt8(ascii: "0") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte) || ".+-~:".utf8.contains(byte)
    }
}
