import Glibc

/// Bytes that can be read at any offset.
package protocol ImageSource: ~Copyable {
    /// In bytes.
    var size: UInt64 { get }

    /// Fills `buffer` with the bytes from `offset` on; fewer are an error.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(SquashFSError)
}

extension ImageSource where Self: ~Copyable {
    /// An error where the source does not have `count` bytes from `offset` on.
    func check(_ count: Int, at offset: UInt64) throws(SquashFSError) {
        guard offset <= size, UInt64(count) <= size - offset else {
            throw SquashFSError(
                .damaged, "the image points to \(count) bytes at offset \(offset), behind its end at \(size)")
        }
    }
}

/// Bytes in memory.
package struct MemorySource: ImageSource {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package var size: UInt64 { UInt64(bytes.count) }

    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(SquashFSError) {
        try check(buffer.count, at: offset)
        buffer.copyBytes(from: bytes[Int(offset)..<(Int(offset) + buffer.count)])
    }
}

/// A file, or a part of one (a partition of a disk).
package struct FileSource: ~Copyable, ImageSource {
    private let descriptor: Int32
    private let base: UInt64
    package let size: UInt64

    private init(descriptor: Int32, base: UInt64, size: UInt64) {
        self.descriptor = descriptor
        self.base = base
        self.size = size
    }

    /// - Parameters:
    ///   - base: where the source starts in the file.
    ///   - size: the bytes of the source; nil for the rest of the file.
    package static func open(_ path: String, base: UInt64 = 0, size: UInt64? = nil) throws(SquashFSError) -> FileSource
    {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SquashFSError(.inputOutput, "\(path) cannot be opened: \(systemError())") }
        return try take(descriptor, path, base: base, size: size)
    }

    /// Takes an open file over; it is closed with the source, or at once where there is an error.
    /// - Parameter path: what the file is called in errors.
    package static func take(
        _ descriptor: Int32, _ path: String, base: UInt64 = 0, size: UInt64? = nil
    ) throws(SquashFSError) -> FileSource {
        // From here on, the owner closes the descriptor.
        let file = FileSource(descriptor: descriptor, base: 0, size: 0)
        let end = lseek(descriptor, 0, SEEK_END)
        guard end >= 0 else { throw SquashFSError(.inputOutput, "\(path) has no size: \(systemError())") }
        guard base <= UInt64(end), size ?? 0 <= UInt64(end) - base else {
            throw SquashFSError(.inputOutput, "\(path) has \(end) bytes, too few for \(size ?? 0) from \(base) on")
        }
        return file.narrowed(base, size ?? UInt64(end) - base)
    }

    private consuming func narrowed(_ base: UInt64, _ size: UInt64) -> FileSource {
        let descriptor = descriptor
        discard self
        return FileSource(descriptor: descriptor, base: base, size: size)
    }

    deinit { close(descriptor) }

    package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(SquashFSError) {
        try check(buffer.count, at: offset)
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(base + offset) + off_t(filled))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = count == 0 ? "it has become shorter" : systemError()
                throw SquashFSError(.inputOutput, "the image cannot be read at offset \(base + offset): \(reason)")
            }
            filled += count
        }
    }
}
