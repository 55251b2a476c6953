import Documents
import Glibc

/// Files of the journal's directory: mode 0600, synced, and whole.
package enum StoreFile {
    /// The most that is read of one file, in bytes.
    private static let limit = 1 << 30

    /// nil where there is no such file.
    package static func read(_ path: String) throws(StoreFailure) -> [UInt8]? {
        do throws(FileProblem) {
            return try DiskFiles().read(path, limit: limit)
        } catch {
            switch error.kind {
            case .missing: return nil
            case .denied: throw StoreFailure(.denied, "cannot read `\(path)`: \(error.reason)")
            default: throw StoreFailure(.unavailable, "cannot read `\(path)`: \(error.reason)")
            }
        }
    }

    /// The last line that is whole; nil for an empty file and for none. A rest without its end is cut off.
    static func lastLine(_ path: String) throws(StoreFailure) -> String? {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path)
        }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return nil }
        // Lines are far shorter than this; the tail holds the last one and what a crash left behind it.
        let start = max(0, size - (1 << 16))
        var tail = [UInt8](repeating: 0, count: Int(size - start))
        let count = tail.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, start) }
        guard count == tail.count else { throw failure(path) }
        let end = tail.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        if end < tail.count, ftruncate(descriptor, start + off_t(end)) != 0 { throw failure(path) }
        guard end > 0 else { return nil }
        let line = tail[..<(end - 1)].split(separator: 0x0A, omittingEmptySubsequences: false).last ?? []
        return String(decoding: line, as: UTF8.self)
    }

    /// Appends and syncs; what was written in part is cut off again.
    static func append(_ bytes: [UInt8], to path: String) throws(StoreFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        do throws(StoreFailure) {
            try write(bytes, descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure(path) }
        } catch {
            ftruncate(descriptor, size)
            throw error
        }
        if size == 0 { syncFolder(of: path) }
    }

    /// Writes to a name beside it, syncs, and renames.
    /// - Parameters:
    ///   - isNew: whether an existing file is a conflict.
    ///   - isLasting: whether the file must be there after a loss of power.
    package static func replace(
        _ path: String, with bytes: [UInt8], isNew: Bool, isLasting: Bool = true
    ) throws(StoreFailure) {
        let temporary = "\(path).\(getpid()).tmp"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        defer { unlink(temporary) }
        do throws(StoreFailure) {
            try write(bytes, descriptor, path)
            guard !isLasting || fsync(descriptor) == 0 else { throw failure(path) }
        } catch {
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw failure(path) }
        guard (isNew ? link(temporary, path) : rename(temporary, path)) == 0 else {
            if errno == EEXIST { throw StoreFailure(.conflict, "`\(path)` exists") }
            throw failure(path)
        }
        if isLasting { syncFolder(of: path) }
    }

    /// Runs `body` while no other process does so under the same name.
    static func locked(_ path: String, _ body: () throws(StoreFailure) -> Void) throws(StoreFailure) {
        let guarded = try Guard.take(path)
        try body()
        _ = consume guarded
    }

    /// Keeps other processes out of what goes under the same name, as long as it lives.
    package struct Guard: ~Copyable {
        private let descriptor: Int32

        /// Waits until nobody else has it.
        package static func take(_ path: String) throws(StoreFailure) -> Guard {
            try StoreFile.makeFolder(folder(of: path))
            let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard descriptor >= 0 else { throw StoreFile.failure(path) }
            while flock(descriptor, LOCK_EX) != 0 {
                guard errno == EINTR else {
                    let failure = StoreFile.failure(path)
                    close(descriptor)
                    throw failure
                }
            }
            return Guard(descriptor: descriptor)
        }

        private init(descriptor: Int32) { self.descriptor = descriptor }

        deinit { close(descriptor) }
    }

    /// Makes a folder and those above it, for their owner alone.
    package static func makeFolder(_ path: String) throws(StoreFailure) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        try makeFolder(folder(of: path))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path) }
    }

    private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(StoreFailure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path)
            }
            rest = rest.dropFirst(count)
        }
    }

    private static func syncFolder(of path: String) {
        let descriptor = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func failure(_ path: String) -> StoreFailure {
        let code = errno
        let kind: StoreFailure.Code =
            switch code {
            case EACCES, EPERM, EROFS: .denied
            case ENOSPC, EDQUOT: .full
            default: .unavailable
            }
        return StoreFailure(kind, "cannot write `\(path)`: \(String(cString: strerror(code)))")
    }
}
