private import struct Crypto.SHA256
import Glibc
import Images
import Values

/// The disk that is uploaded, block by block.
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
