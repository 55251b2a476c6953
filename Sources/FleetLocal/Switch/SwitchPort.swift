import Glibc

/// One machine's connection to the switch. Never waits: what a slow machine does not take in time is lost, as on a wire.
struct SwitchPort: ~Copyable {
    let descriptor: Int32
    private var reader = FrameReader()
    private var output: [UInt8] = []
    /// Bytes that may wait for a slow machine.
    private static let limit = 1 << 20

    /// Takes over a connected socket that does not block.
    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    var wantsToWrite: Bool { !output.isEmpty }

    /// Reads what is there.
    /// - Returns: false at the connection's end.
    mutating func read(into buffer: inout [UInt8]) -> Bool {
        let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        if count > 0 { reader.add(buffer[..<count]) }
        return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
    }

    /// The next complete frame with its length before it.
    mutating func nextFrame() -> ArraySlice<UInt8>? { reader.next() }

    /// Whether the other side sent what no frames are.
    var isBroken: Bool { reader.isBroken }

    /// Queues a whole frame, or drops it.
    mutating func queue(_ frame: ArraySlice<UInt8>) {
        guard output.count + frame.count <= Self.limit else { return }
        output.append(contentsOf: frame)
    }

    /// Writes what the other side takes.
    /// - Returns: false at the connection's end.
    mutating func flush() -> Bool {
        guard !output.isEmpty else { return true }
        let count = output.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        if count > 0 { output.removeFirst(count) }
        return count >= 0 || errno == EAGAIN || errno == EINTR
    }
}
