import TestSupport
import Testing
import Values

@Suite struct BinaryCodingTests {
    @Test func `numbers and strings come back as they were`() throws {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let numbers = (0..<20).map { _ in random.next() >> UInt64.random(in: 0...63, using: &random) }
            let strings = numbers.map { number in (0..<(number % 300)).map { UInt8(truncatingIfNeeded: $0) } }
            var writer = BinaryWriter()
            for (number, string) in zip(numbers, strings) {
                writer.append(number)
                writer.append(string)
            }
            var reader = BinaryReader(writer.bytes)
            for (number, string) in zip(numbers, strings) {
                #expect(try reader.number() == number)
                #expect(try reader.string() == string)
            }
            #expect(reader.isAtEnd)
        }
    }

    @Test(
        arguments: [
            [], [0x80], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02],
            [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
        ] as [[UInt8]]) func `what is no number is refused`(bytes: [UInt8])
    {
        var reader = BinaryReader(bytes)
        #expect(throws: BinaryReader.Damaged.self) { try reader.number() }
    }

    @Test(arguments: [[2, 1], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0]] as [[UInt8]])
    func `a string that is longer than what is left is refused`(bytes: [UInt8]) {
        var reader = BinaryReader(bytes)
        #expect(throws: BinaryReader.Damaged.self) { try reader.string() }
    }

    @Test func `a number that is too large for its type is refused`() throws {
        var writer = BinaryWriter()
        writer.append(65_536 as UInt32)
        var reader = BinaryReader(writer.bytes)
        #expect(throws: BinaryReader.Damaged.self) { try reader.number(UInt16.self) }
    }
}
