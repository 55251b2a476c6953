import Foundation
import TestSupport
import Testing
import Values

@Suite struct `A time stamp` {
    @Test func `is the date that Foundation's calendar says`() throws {
        let formatter = ISO8601DateFormatter()
        var generator = SeededGenerator(seed: 8)
        for _ in 0..<2000 {
            let seconds = Int64.random(in: 0...253_402_300_799, using: &generator)
            let text = formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
            #expect(Timestamp(seconds: seconds).description == text)
            #expect(Timestamp(text)?.seconds == seconds)
        }
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-1-01T00:00:00Z", "",
    ])
    func `that no calendar holds is refused`(text: String) { #expect(Timestamp(text) == nil) }

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
        #expect(times.map { "\(Timestamp(seconds: $0))\n" }.joined() == expected)
    }

    @Test func `is short to the minute`() {
        #expect(Timestamp(seconds: 1_700_000_000).minutes == "2023-11-14 22:13")
    }
}
