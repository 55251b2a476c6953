import CLinux
import Glibc

/// Takes the bytes of an image, at any offset and in any order; what was not written reads as zeros.
package protocol ImageOutput: ~Copyable {
    mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SquashFSError)
}

extension ImageOutput where Self: ~Copyable {
    mutating func write(_ bytes: [UInt8], at offset: UInt64) throws(SquashFSError) {
        let buffer = RawBuffer(count: bytes.count)
        buffer.bytes.copyBytes(from: bytes)
        try write(buffer.prefix(bytes.count), at: offset)
    }
}

/// An image in memory.
package struct MemoryImage: ImageOutput {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SquashFSError) {
        let start = Int(offset)
        let missing = start + bytes.count - self.bytes.count
        if missing > 0 { self.bytes += [UInt8](repeating: 0, count: missing) }
        self.bytes.replaceSubrange(start..<(start + bytes.count), with: bytes)
    }
}

/// An image in an open file, which its owner closes.
package struct DescriptorImage: ImageOutput {
    private let descriptor: Int32
    private let base: UInt64

    /// - Parameter base: where the image starts in the file.
    package init(descriptor: Int32, base: UInt64 = 0) {
        self.descriptor = descriptor
        self.base = base
    }

    package mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SquashFSError) {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(base + offset) + off_t(written))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw SquashFSError(
                    .inputOutput, "the image cannot be written at offset \(base + offset): \(systemError())")
            }
            written += count
        }
    }

    /// Lets the disk work while the next bytes are made, so that little is left to do for `fsync`. A kernel or a file
    /// system that cannot do it loses nothing but time.
    func startWriteback(at offset: UInt64, count: Int) {
        _ = basalt_start_writeback(descriptor, Int64(base + offset), Int64(count))
    }
}

/// What the system says about the call that has just failed.
func systemError() -> String { String(cString: strerror(errno)) }
