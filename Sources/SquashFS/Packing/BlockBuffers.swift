import Synchronization

/// The memory of blocks that have been encoded, for the next ones: the system takes longer to give new pages than a block
/// takes to be read.
final class BlockBuffers: Sendable {
    private let free = Mutex<[[UInt8]]>([])
    private let blockSize: Int

    init(blockSize: Int) { self.blockSize = blockSize }

    /// An array without elements, and with room for a block.
    func take() -> [UInt8] {
        var bytes = free.withLock { $0.popLast() } ?? []
        bytes.removeAll(keepingCapacity: true)
        bytes.reserveCapacity(blockSize)
        return bytes
    }

    /// - Parameter bytes: a block that nobody keeps.
    func give(_ bytes: [UInt8]) {
        guard bytes.capacity >= blockSize else { return }
        free.withLock { $0.append(bytes) }
    }
}
