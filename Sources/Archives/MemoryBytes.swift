/// Bytes that are in memory, as a stream.
package final class MemoryBytes: ByteSource {
    private let storage: UnsafeMutableRawBufferPointer
    private let chunk: Int
    private var position = 0

    /// - Parameter chunk: the most bytes that one call gives.
    package init(_ bytes: [UInt8], chunk: Int = .max) {
        storage = .allocate(byteCount: bytes.count, alignment: 1)
        storage.copyBytes(from: bytes)
        self.chunk = max(chunk, 1)
    }

    deinit { storage.deallocate() }

    package func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        let end = position + min(chunk, storage.count - position)
        defer { position = end }
        return UnsafeRawBufferPointer(rebasing: storage[position..<end])
    }
}
