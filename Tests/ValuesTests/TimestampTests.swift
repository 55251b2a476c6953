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
}
