import Glibc

/// The journal on disk: appended to, synced, and locked against a second run.
final class JournalFile: Sendable {
    private let descriptor: Int32
    private let path: String
    let contents: [UInt8]

    /// Opens or makes the journal, and takes its lock.
    /// - Throws: `locked`, or `record`.
    init(_ path: String) throws(PublishError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw PublishError(
                .locked, "another run publishes this image: it holds `\(path)`", remedy: "wait for it, or end it")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                let failure = Self.failure(path)
                close(descriptor)
                throw failure
            }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        self.descriptor = descriptor
        self.path = path
        contents = bytes
    }

    deinit { close(descriptor) }

    /// Takes away what stands behind `length` bytes.
    func cut(to length: Int) throws(PublishError) {
        guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
            throw Self.failure(path)
        }
    }

    /// Adds a line, and waits until it is on the disk.
    func append(_ line: String) throws(PublishError) {
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            rest = rest.dropFirst(count)
        }
        guard fdatasync(descriptor) == 0 else { throw Self.failure(path) }
    }

    private static func failure(_ path: String) -> PublishError {
        let code = errno
        return PublishError(
            .record, "cannot write the journal `\(path)`: \(String(cString: strerror(code)))",
            remedy: code == ENOSPC ? "free space, and publish again: it goes on where it was" : nil)
    }
}
