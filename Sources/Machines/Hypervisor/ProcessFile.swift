import Glibc

/// A file that holds a process's ID and is locked by that process for as long as it lives, as QEMU's `-pidfile` is.
///
/// The kernel takes the lock away with its process, so an ID that belongs to another process by now is never taken for
/// it. Source: fcntl(2), "Open file description locks" and "Advisory record locking": either kind is seen here.
package struct ProcessFile: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    package var isRunning: Bool { process != nil }

    /// The process that holds the lock; nil when there is none.
    private var process: pid_t? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var lock = Self.wholeFile
        guard fcntl(descriptor, Self.getLock, &lock) == 0, lock.l_type != Int16(F_UNLCK) else { return nil }
        if lock.l_pid > 0 { return lock.l_pid }
        var buffer = [UInt8](repeating: 0, count: 24)
        let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        let digits = buffer.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }
        return pid_t(String(decoding: digits, as: UTF8.self)).flatMap { $0 > 1 ? $0 : nil }
    }

    /// Asks the process to end and waits for that; one that does not within ten seconds is killed.
    /// - Returns: whether it has ended.
    package func end() async -> Bool {
        for (signal, patience) in [(SIGTERM, 200), (SIGKILL, 100)] {
            guard let process else { return true }
            kill(process, signal)
            for _ in 0..<patience {
                if !isRunning { return true }
                do throws(CancellationError) { try await Self.pause() } catch { return false }
            }
        }
        return !isRunning
    }

    private static func pause() async throws(CancellationError) {
        do { try await Task.sleep(for: .milliseconds(50)) } catch { throw CancellationError() }
    }

    /// Writes this process's ID and locks the file until this process ends.
    /// - Returns: false where another process holds it.
    package func claim() throws(MachineError) -> Bool {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw MachineFolder.failure(path) }
        var lock = Self.wholeFile
        guard fcntl(descriptor, Self.setLock, &lock) == 0 else {
            close(descriptor)
            return false
        }
        // The descriptor stays open on purpose: it is the lock.
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, write(descriptor, text, text.count) == text.count else {
            throw MachineFolder.failure(path)
        }
        return true
    }

    private static var wholeFile: Glibc.flock {
        Glibc.flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
    }

    // F_OFD_GETLK and F_OFD_SETLK of <fcntl.h>, which Swift's Glibc module leaves out.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37
}
