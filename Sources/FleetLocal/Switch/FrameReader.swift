/// Cuts a stream of bytes into Ethernet frames, as QEMU's `stream` network sends them.
///
///     0       4                14
///     +-------+----------------+---------
///     | bytes | destination,   | rest of
///     |       | source, type   | the frame
///     +-------+----------------+---------
///
/// The length is big-endian and does not count itself. Source: QEMU, net/stream.c and net_fill_rstate in net/net.c.
struct FrameReader {
    /// QEMU's NET_BUFSIZE: 4 KiB and 64 KiB.
    static let longest = 4096 + 65536
    /// Destination, source and type.
    static let shortest = 14

    private var buffer: [UInt8] = []
    private var start = 0

    /// Whether what came cannot be frames; nothing after it can be trusted.
    private(set) var isBroken = false

    mutating func add(_ bytes: some Sequence<UInt8>) {
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next frame that is complete, with its length before it; nil when there is none yet.
    mutating func next() -> ArraySlice<UInt8>? {
        guard !isBroken, buffer.count - start >= 4 else { return nil }
        let length = buffer[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) }
        guard (Self.shortest...Self.longest).contains(length) else {
            isBroken = true
            return nil
        }
        guard buffer.count - start >= 4 + length else { return nil }
        defer { start += 4 + length }
        return buffer[start..<(start + 4 + length)]
    }
}
