/// Writes numbers and byte strings one behind the other: numbers in groups of seven bits, the lowest first, all but the
/// last with the high bit set (LEB128); byte strings with their length in front.
package struct BinaryWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func append(_ number: some FixedWidthInteger & UnsignedInteger) {
        var rest = UInt64(number)
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    package mutating func append(_ string: [UInt8]) {
        append(UInt64(string.count))
        bytes += string
    }
}

/// Reads what `BinaryWriter` wrote. Nothing in it is trusted.
package struct BinaryReader {
    /// The bytes are not what a writer wrote.
    package struct Damaged: Error {
        package init() {}
    }

    private let bytes: [UInt8]
    private var place = 0

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var isAtEnd: Bool { place == bytes.count }

    package mutating func number() throws(Damaged) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard place < bytes.count else { throw Damaged() }
            let byte = bytes[place]
            place += 1
            guard shift < 63 || byte <= 1 else { throw Damaged() }
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return number }
        }
        throw Damaged()
    }

    /// A number that fits into `Number`.
    package mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) throws(Damaged) -> Number {
        guard let number = Number(exactly: try number()) else { throw Damaged() }
        return number
    }

    /// How many of something follow, each of which takes a byte at least.
    package mutating func count() throws(Damaged) -> Int {
        let count = try number(Int.self)
        guard count <= bytes.count - place else { throw Damaged() }
        return count
    }

    package mutating func string() throws(Damaged) -> [UInt8] {
        let count = try count()
        defer { place += count }
        return Array(bytes[place..<(place + count)])
    }
}
