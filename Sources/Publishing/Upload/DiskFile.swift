private import struct Crypto.SHA256
import Glibc
import Images
import Values

/// A disk, block by block.
struct DiskFile: ~Copyable {
    private let descriptor: Int32
    private let path: String

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    static func open(_ path: String) throws(PublishError) -> DiskFile {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw PublishError(.invalidImage, "cannot read `\(path)`: \(String(cString: strerror(errno)))")
        }
        return DiskFile(descriptor: descriptor, path: path)
    }

    /// Makes a new file for a disk, all of it a hole.
    static func make(_ path: String, size: UInt64) throws(PublishError) {
        let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw unwritable(path) }
        let file = DiskFile(descriptor: descriptor, path: path)
        guard let length = off_t(exactly: size), ftruncate(file.descriptor, length) == 0 else { throw unwritable(path) }
    }

    /// Opens a disk to write blocks to.
    static func writable(_ path: String) throws(PublishError) -> DiskFile {
        let descriptor = Glibc.open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw unwritable(path) }
        return DiskFile(descriptor: descriptor, path: path)
    }

    /// Writes a block.
    borrowing func write(_ bytes: [UInt8], at index: Int) throws(PublishError) {
        var written = 0
        while written < bytes.count {
            let place = off_t(index) * off_t(DiskBlocks.size) + off_t(written)
            let count = bytes[written...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, place) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.unwritable(path) }
            written += count
        }
    }

    /// Waits until what was written is on the disk.
    borrowing func sync() throws(PublishError) {
        guard fsync(descriptor) == 0 else { throw Self.unwritable(path) }
    }

    private static func unwritable(_ path: String) -> PublishError {
        let code = errno
        return PublishError(
            .record, "cannot write `\(path)`: \(String(cString: strerror(code)))",
            remedy: code == ENOSPC ? "free space, and try again" : nil)
    }

    /// The bytes of a block.
    /// - Parameter digest: what the block has to be.
    /// - Throws: `diskChanged` where it is not.
    borrowing func block(_ index: Int, digest: ArraySlice<UInt8>) throws(PublishError) -> [UInt8] {
        let size = Int(DiskBlocks.size)
        var failure: Int32 = 0
        var filled = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while filled < size {
                let place = off_t(index) * off_t(size) + off_t(filled)
                let got = pread(descriptor, buffer.baseAddress?.advanced(by: filled), size - filled, place)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                guard got > 0 else { break }
                filled += got
            }
            count = filled
        }
        guard failure == 0 else {
            throw PublishError(.invalidImage, "cannot read `\(path)`: \(String(cString: strerror(failure)))")
        }
        guard filled == size, Digest(hash: SHA256.hash(data: bytes)).bytes[...] == digest else {
            throw PublishError(
                .diskChanged, "`\(path)`: block \(index) is not the one that was built",
                remedy: "do not use this copy; `basalt verify` says what differs")
        }
        return bytes
    }
}
