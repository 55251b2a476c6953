import TestSupport
import Testing
import Values

@Suite struct `A time` {
    @Test func `is written as date(1) writes it`() throws {
        var random = SeededGenerator(seed: 7)
        let edges: [Int64] = [
            0, 1, -1, 59, 86_399, 86_400, -86_400, 68_169_599, 68_169_600, 951_782_399, 951_782_400, 4_107_542_399,
            4_107_542_400, 4_294_967_295, -62_135_596_800, 253_402_300_799,
        ]
        let times = edges + (0..<300).map { _ in Int64.random(in: -62_135_596_800...253_402_300_799, using: &random) }
        let script = "while read -r seconds; do TZ=UTC date -d \"@$seconds\" +%Y-%m-%dT%H:%M:%SZ; done"
        let input = times.map { "\($0)\n" }.joined()
        let expected = try runTool("/bin/sh", ["-c", script], input: Array(input.utf8)).text
        #expect(times.map { "\(UTCTime(seconds: $0))\n" }.joined() == expected)
    }

    @Test func `is short to the minute`() {
        #expect(UTCTime(seconds: 1_700_000_000).minutes == "2023-11-14 22:13")
    }
}
