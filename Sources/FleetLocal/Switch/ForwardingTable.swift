/// Which port leads to which hardware address, learned from the frames that came from there.
///
/// Source: IEEE 802.1D-2004, sections 7.7 to 7.9: forwarding, learning and the filtering database.
struct ForwardingTable {
    /// A hardware address in the low 48 bits.
    typealias Address = UInt64

    private struct Entry {
        var port: Int
        var seenAt: Int
    }

    private var entries: [Address: Entry] = [:]
    /// A guest that makes addresses up does not fill the memory.
    static let limit = 4096
    /// Seconds that an entry lives without a frame.
    static let age = 300

    /// Learns from a frame, and says where it goes.
    /// - Parameters:
    ///   - frame: destination, source and more; at least 12 bytes.
    ///   - now: seconds of any clock that does not go back.
    /// - Returns: the one port that leads there; nil for all ports but its own. A frame that is where it belongs goes to
    ///   its own port, which means nowhere.
    mutating func route(_ frame: ArraySlice<UInt8>, from port: Int, now: Int) -> Int? {
        let destination = Self.address(frame.prefix(6))
        let source = Self.address(frame.dropFirst(6).prefix(6))
        learn(source, port, now)
        guard !Self.isGroup(destination), let entry = entries[destination], now - entry.seenAt <= Self.age else {
            return nil
        }
        return entry.port
    }

    /// Forgets what a port led to.
    mutating func forget(port: Int) { entries = entries.filter { $0.value.port != port } }

    private mutating func learn(_ source: Address, _ port: Int, _ now: Int) {
        guard !Self.isGroup(source) else { return }
        if entries.count >= Self.limit, entries[source] == nil {
            entries = entries.filter { now - $0.value.seenAt <= Self.age }
            guard entries.count < Self.limit else { return }
        }
        entries[source] = Entry(port: port, seenAt: now)
    }

    private static func address(_ bytes: ArraySlice<UInt8>) -> Address { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    /// Broadcast and multicast: the lowest bit of the first byte.
    private static func isGroup(_ address: Address) -> Bool { address >> 40 & 1 == 1 }
}
