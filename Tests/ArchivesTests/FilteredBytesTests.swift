import Archives
import Testing
import TestSupport

@Suite struct FilteredBytesTests {
    private static let cases: [(FilteredBytes.Filter, String)] = [(.zstd, "zstd"), (.xz, "xz")]
    private let text = Array(String(repeating: "all the same bytes, ", count: 20_000).utf8)

    private func plain(_ bytes: [UInt8], _ filter: FilteredBytes.Filter, chunk: Int = .max) throws -> [UInt8] {
        try FilteredBytes(MemoryBytes(bytes, chunk: chunk), filter: filter).readAll(limit: 1 << 26)
    }

    @Test(arguments: cases) func `what the tool writes comes out`(filter: FilteredBytes.Filter, tool: String) throws {
        var random = SeededGenerator(seed: 2)
        for input in [[], [1], text, random.bytes(count: 500_000)] {
            let packed = try piped(tool, ["-c"], input)
            for chunk in [1000, packed.count] { #expect(try plain(packed, filter, chunk: chunk) == input) }
            #expect(try plain(packed + packed, filter) == input + input)
        }
    }

    @Test(arguments: cases) func `a stream that is cut off is an error`(
        filter: FilteredBytes.Filter, tool: String
    ) throws {
        let packed = try piped(tool, ["-c"], Array(text.prefix(3000)))
        for length in 0..<packed.count {
            #expect(throws: ArchiveError.self, "length \(length)") { try plain(Array(packed[..<length]), filter) }
        }
    }

    @Test(arguments: cases) func `damage and bytes behind the end are errors`(
        filter: FilteredBytes.Filter, tool: String
    ) throws {
        let packed = try piped(tool, ["-c", "--check"] + (tool == "xz" ? ["crc64"] : []), text)
        #expect(throws: ArchiveError.self) { try plain(packed + Array("tail".utf8), filter) }
        #expect(throws: ArchiveError.self) { try plain(text, filter) }
        var random = SeededGenerator(seed: 9)
        for _ in 0..<300 {
            var damaged = packed
            damaged[Int.random(in: damaged.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            if let bytes = try? plain(damaged, filter) { #expect(bytes == text) }
        }
    }
}
