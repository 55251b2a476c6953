import Archives
import Testing
import TestSupport

@Suite struct GzipTests {
    private let text = Array(String(repeating: "all the same bytes, ", count: 500).utf8)

    @Test("what goes in comes out")
    func roundTrip() throws {
        var random = SeededGenerator(seed: 7)
        for count in [0, 1, 2, 255, 65_535, 65_536, 65_537, 300_000] {
            let bytes = random.bytes(count: count)
            #expect(try Gzip.decompress(Gzip.compress(bytes), limit: count) == bytes)
        }
    }

    @Test("the same bytes compress to the same bytes, without time and name")
    func deterministic() throws {
        let first = try Gzip.compress(text)
        #expect(try Gzip.compress(text) == first)
        #expect(first.prefix(4) == [0x1F, 0x8B, 8, 0])
        #expect(Array(first[4..<8]) == [0, 0, 0, 0])
    }

    @Test("gzip reads what we write, and we read what gzip writes")
    func interchange() throws {
        let unpacked = try runTool("/bin/gzip", ["-dc"], input: Gzip.compress(text))
        #expect(unpacked.status == 0)
        #expect(unpacked.output == text)
        let packed = try runTool("/bin/gzip", ["-c"], input: text)
        #expect(try Gzip.decompress(packed.output, limit: 1 << 20) == text)
    }

    @Test("members that were joined come out one after the other")
    func members() throws {
        let joined = try Gzip.compress(Array("one, ".utf8)) + Gzip.compress(Array("two".utf8))
        #expect(try Gzip.decompress(joined, limit: 100) == Array("one, two".utf8))
        #expect(throws: Gzip.Failure.self) { try Gzip.decompress(joined, limit: 7) }
    }

    @Test("a bomb stops at the limit")
    func bomb() throws {
        let bomb = try Gzip.compress([UInt8](repeating: 0, count: 8 << 20))
        #expect(bomb.count < 10_000)
        let failure = #expect(throws: Gzip.Failure.self) { try Gzip.decompress(bomb, limit: 100_000) }
        #expect(failure?.reason == "more than 100000 bytes come out of the gzip data")
        #expect(try Gzip.decompress(bomb, limit: .max).count == 8 << 20)
    }

    @Test("the limit itself still fits, one byte more does not")
    func limit() throws {
        let packed = try Gzip.compress(text)
        #expect(try Gzip.decompress(packed, limit: text.count) == text)
        #expect(throws: Gzip.Failure.self) { try Gzip.decompress(packed, limit: text.count - 1) }
    }

    @Test("damaged bytes are refused, never crashed on")
    func damage() throws {
        let packed = try Gzip.compress(text)
        for length in 0..<packed.count {
            #expect(throws: Gzip.Failure.self) { try Gzip.decompress(Array(packed[..<length]), limit: 1 << 20) }
        }
        #expect(throws: Gzip.Failure.self) { try Gzip.decompress(packed + [0], limit: 1 << 20) }
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            var damaged = packed
            damaged[Int.random(in: damaged.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            // A flipped bit in the header's system byte or flags may be harmless; wrong content never is.
            if let bytes = try? Gzip.decompress(damaged, limit: 1 << 20) { #expect(bytes == text) }
        }
    }
}
