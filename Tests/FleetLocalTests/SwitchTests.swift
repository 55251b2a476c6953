import Glibc
import TestSupport
import Testing

@testable import FleetLocal

/// The switch with real sockets.
struct SwitchTests {
    /// A machine's end of a connection.
    private final class Plug {
        let descriptor: Int32

        deinit { close(descriptor) }

        init(into ports: inout SwitchPorts) throws {
            var pair: [Int32] = [0, 0]
            try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
            descriptor = pair[0]
            ports.add(pair[1])
            try #require(fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0)
        }

        func send(_ bytes: [UInt8]) { #expect(write(descriptor, bytes, bytes.count) == bytes.count) }

        func received() -> [UInt8] {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(descriptor, &buffer, buffer.count)
            return Array(buffer.prefix(max(0, count)))
        }
    }

    @Test func `frames reach the machine that they are for, and nobody else once it is known`() throws {
        var ports = SwitchPorts()
        let (one, two, three) = (try Plug(into: &ports), try Plug(into: &ports), try Plug(into: &ports))
        let question = FrameTests.wire(FrameTests.frame(to: 2, from: 1))
        one.send(question)
        try ports.turn(-1, now: 0)
        #expect(two.received() == question && three.received() == question && one.received().isEmpty)
        let answer = FrameTests.wire(FrameTests.frame(to: 1, from: 2))
        two.send(answer + answer)
        try ports.turn(-1, now: 1)
        #expect(one.received() == answer + answer && three.received().isEmpty && two.received().isEmpty)
    }

    @Test func `a machine that sends what no frames are is cut off, and the others go on`() throws {
        var ports = SwitchPorts()
        let (one, two, three) = (try Plug(into: &ports), try Plug(into: &ports), try Plug(into: &ports))
        one.send([0xFF, 0xFF, 0xFF, 0xFF, 0])
        try ports.turn(-1, now: 0)
        var byte: UInt8 = 0
        #expect(read(one.descriptor, &byte, 1) == 0, "the connection is closed")
        let frame = FrameTests.wire(FrameTests.frame(to: 3, from: 2))
        two.send(frame)
        try ports.turn(-1, now: 1)
        #expect(three.received() == frame)
    }

    @Test func `a machine that does not read costs a bounded memory, and nobody waits for it`() throws {
        var ports = SwitchPorts()
        let (one, two, deaf) = (try Plug(into: &ports), try Plug(into: &ports), try Plug(into: &ports))
        let frame = FrameTests.wire(FrameTests.frame(to: 9, from: 1, [UInt8](repeating: 7, count: 1500)))
        var count = 0
        for turn in 0..<4000 {
            one.send(frame)
            try ports.turn(-1, now: turn / 100)
            count += two.received().count
        }
        #expect(count == 4000 * frame.count)
        var size = 0
        while true {
            let part = deaf.received().count
            if part == 0 { break }
            size += part
        }
        #expect(size > 0 && size < 4000 * frame.count)
    }

    @Test func `the last machine that goes leaves an empty switch`() throws {
        var ports = SwitchPorts()
        do { _ = try Plug(into: &ports) }
        let isEmpty = ports.isEmpty
        #expect(!isEmpty)
        try ports.turn(-1, now: 0)
        let isEmptyNow = ports.isEmpty
        #expect(isEmptyNow)
    }
}
