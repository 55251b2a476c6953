import Fleet
import Glibc

/// A lock on a file, between processes and between the tasks of one; given back when this goes.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// Waits for the lock.
    static func hold(_ path: String) throws(ServiceFailure) -> FileLock {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                defer { close(descriptor) }
                throw failure(path)
            }
        }
        return FileLock(descriptor)
    }

    consuming func release() {}

    private static func failure(_ path: String) -> ServiceFailure {
        ServiceFailure(.unavailable, "`\(path)` cannot be locked: \(String(cString: strerror(errno)))")
    }
}
