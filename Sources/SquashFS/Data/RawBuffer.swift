/// Memory for blocks, allocated once and used again. It starts as zeros.
package struct RawBuffer: ~Copyable {
    package let bytes: UnsafeMutableRawBufferPointer

    /// - Parameter count: bytes; at least 1 is allocated.
    package init(count: Int) {
        bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 16)
        bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { bytes.deallocate() }

    /// The first `count` bytes, to read.
    package func prefix(_ count: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[..<count]) }

    /// The bytes of a range, to write.
    package subscript(range: Range<Int>) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(rebasing: bytes[range])
    }
}
