import TestSupport
import Testing

@testable import FleetLocal

struct FrameTests {
    /// A frame with its length before it.
    static func wire(_ frame: [UInt8]) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: frame.count >> $0) } + frame
    }

    static func frame(to destination: UInt8, from source: UInt8, _ payload: [UInt8] = [1, 2, 3]) -> [UInt8] {
        [0x52, 0x54, 0, 0, 0, destination, 0x52, 0x54, 0, 0, 0, source, 0x08, 0x00] + payload
    }

    @Test func `frames come out whole however the stream is cut`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<300 {
            let frames = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                random.bytes(count: Int.random(in: 14...1600, using: &random))
            }
            var rest = frames.flatMap(Self.wire)[...]
            var reader = FrameReader()
            var seen: [[UInt8]] = []
            while !rest.isEmpty {
                let count = Int.random(in: 1...min(700, rest.count), using: &random)
                reader.add(rest.prefix(count))
                rest = rest.dropFirst(count)
                while let frame = reader.next() { seen.append(Array(frame)) }
            }
            #expect(seen == frames.map(Self.wire) && !reader.isBroken)
        }
    }

    @Test(arguments: [[0, 0, 0, 13], [0, 1, 0x10, 1], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0]] as [[UInt8]])
    func `a length that no frame has breaks the stream for good`(_ length: [UInt8]) {
        var reader = FrameReader()
        reader.add(length + [UInt8](repeating: 0, count: 100))
        #expect(reader.next() == nil && reader.isBroken)
        reader.add(Self.wire(Self.frame(to: 1, from: 2)))
        #expect(reader.next() == nil)
    }

    @Test func `an address that was seen is reached by its port alone, and others by all`() {
        var table = ForwardingTable()
        #expect(table.route(Self.frame(to: 2, from: 1)[...], from: 10, now: 0) == nil)
        #expect(table.route(Self.frame(to: 1, from: 2)[...], from: 20, now: 1) == 10)
        #expect(table.route(Self.frame(to: 2, from: 1)[...], from: 10, now: 2) == 20)
        #expect(table.route(Self.frame(to: 9, from: 1)[...], from: 10, now: 3) == nil)
    }

    @Test func `what is learned is forgotten with age and with its port, and follows a machine that moves`() {
        var table = ForwardingTable()
        _ = table.route(Self.frame(to: 2, from: 1)[...], from: 10, now: 0)
        #expect(table.route(Self.frame(to: 1, from: 2)[...], from: 20, now: 300) == 10)
        #expect(table.route(Self.frame(to: 1, from: 2)[...], from: 20, now: 301) == nil)
        _ = table.route(Self.frame(to: 2, from: 1)[...], from: 30, now: 302)
        #expect(table.route(Self.frame(to: 1, from: 2)[...], from: 20, now: 303) == 30)
        table.forget(port: 30)
        #expect(table.route(Self.frame(to: 1, from: 2)[...], from: 20, now: 304) == nil)
    }

    @Test func `groups go to all, and are never learned`() {
        var table = ForwardingTable()
        var broadcast = Self.frame(to: 0xFF, from: 1)
        broadcast.replaceSubrange(0..<6, with: [UInt8](repeating: 0xFF, count: 6))
        #expect(table.route(broadcast[...], from: 10, now: 0) == nil)
        var forged = Self.frame(to: 1, from: 2)
        forged[6] = 0x53
        _ = table.route(forged[...], from: 20, now: 1)
        var answer = Self.frame(to: 2, from: 1)
        answer[0] = 0x53
        #expect(table.route(answer[...], from: 10, now: 2) == nil)
    }

    @Test func `addresses that a guest makes up push no neighbour out`() {
        var table = ForwardingTable()
        _ = table.route(Self.frame(to: 9, from: 1)[...], from: 10, now: 0)
        for number in 0..<(2 * ForwardingTable.limit) {
            var frame = Self.frame(to: 9, from: 0)
            frame[8] = 0xAA
            frame[10] = UInt8(number >> 8 & 0xFF)
            frame[11] = UInt8(number & 0xFF)
            _ = table.route(frame[...], from: 20, now: 1)
        }
        #expect(table.route(Self.frame(to: 1, from: 3)[...], from: 30, now: 2) == 10)
    }
}
