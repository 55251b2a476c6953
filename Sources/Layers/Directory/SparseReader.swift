import Archives

/// The data of a file on disk, holes left out.
final class SparseReader {
    private let descriptor: FileDescriptor
    private let buffer: UnsafeMutableRawBufferPointer
    private var position: UInt64 = 0
    private var data: Range<UInt64> = 0..<0

    init(_ path: [UInt8]) throws(ArchiveError) {
        descriptor = try FileDescriptor.openRegular(path, followsLinks: false)
        buffer = .allocate(byteCount: 256 << 10, alignment: 4096)
    }

    deinit { buffer.deallocate() }

    /// Whether this is the file, with the size, that `status` spoke of.
    func isUnchanged(_ status: FileStatus) -> Bool {
        descriptor.identity == status.identity && descriptor.size == status.size
    }

    func next() throws(ArchiveError) -> ArchiveBlock? {
        if position >= data.upperBound {
            guard let range = try descriptor.data(from: position) else { return nil }
            data = range
            position = range.lowerBound
        }
        let wanted = Int(min(data.upperBound - position, UInt64(buffer.count)))
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
        let count = try descriptor.read(into: room, at: position)
        guard count > 0 else { throw ArchiveError(.truncated, "it became shorter while it was read") }
        defer { position += UInt64(count) }
        return ArchiveBlock(bytes: UnsafeRawBufferPointer(rebasing: buffer[..<count]), offset: position)
    }
}
