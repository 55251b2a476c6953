import Glibc

/// The bytes of a regular file, or of a part of it.
package final class FileBytes: ByteSource {
    private let descriptor: FileDescriptor
    private let buffer: UnsafeMutableRawBufferPointer
    private var position: UInt64
    private let end: UInt64

    /// Large reads keep the kernel's read-ahead busy; this much still fits the second-level cache.
    private static let bufferSize = 512 << 10

    /// - Parameters:
    ///   - path: a regular file; links are followed.
    ///   - range: the part to read; nil for the whole file. A file that ends before it is an error.
    package init(path: [UInt8], range: Range<UInt64>? = nil) throws(ArchiveError) {
        let descriptor = try FileDescriptor.openRegular(path)
        let size = descriptor.size
        if let range, range.upperBound > size {
            throw ArchiveError(.truncated, "it ends at byte \(size), before byte \(range.upperBound)")
        }
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? size
        descriptor.adviseSequential()
        self.descriptor = descriptor
        buffer = .allocate(byteCount: Self.bufferSize, alignment: 4096)
    }

    deinit { buffer.deallocate() }

    package func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        let wanted = Int(min(end - position, UInt64(buffer.count)))
        guard wanted > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        let count = try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: position)
        guard count > 0 else { throw ArchiveError(.truncated, "it became shorter while it was read") }
        position += UInt64(count)
        return UnsafeRawBufferPointer(rebasing: buffer[..<count])
    }
}
