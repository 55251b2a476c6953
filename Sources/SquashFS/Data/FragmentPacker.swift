/// Decides in which fragment block the ends of files stand, from their sizes alone.
///
/// A block takes ends in the order in which they come, until one does not fit; that one opens the next block.
package struct FragmentPacker: Sendable {
    private let blockSize: Int
    /// The open block's place in the fragment table.
    private var index: UInt32
    /// Bytes in the open block.
    package private(set) var used = 0

    /// - Parameter firstIndex: the place in the fragment table of the first block.
    package init(blockSize: Int, firstIndex: UInt32 = 0) {
        self.blockSize = blockSize
        index = firstIndex
    }

    /// The place of the next end, which has 1 to `blockSize - 1` bytes.
    package mutating func place(_ count: Int) -> FragmentLocation {
        if used + count > blockSize { close() }
        defer { used += count }
        return FragmentLocation(index: index, offset: UInt32(used))
    }

    /// The next end opens a block, even if it would fit into the open one.
    package mutating func close() {
        guard used > 0 else { return }
        index += 1
        used = 0
    }
}
