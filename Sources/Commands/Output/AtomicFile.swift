import Glibc
import Documents

/// Writes files so that a name holds either the old or the new content, whole.
enum AtomicFile {
    struct Failure: Error {
        let path: String
        let reason: String
        /// Whether the process may not write there.
        let isDenied: Bool
    }

    /// Writes to a temporary name in the same folder, syncs, and renames. What is no file, such as `/dev/null` or a pipe,
    /// is written to as it is.
    /// - Parameters:
    ///   - mode: the new file's permissions, less what the umask takes.
    ///   - replaces: whether an existing file may be replaced; an error otherwise.
    static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644, replaces: Bool = true) throws(Failure) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return try writeInto(path, bytes) }
        let temporary = "\(path).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure(path) }
        do throws(Failure) {
            try fill(descriptor, bytes, path)
            let renamed = replaces ? rename(temporary, path) : link(temporary, path)
            guard renamed == 0 else { throw failure(path) }
            if !replaces { unlink(temporary) }
        } catch {
            unlink(temporary)
            throw error
        }
        syncFolder(of: path)
    }

    /// A device or a pipe must keep its name.
    private static func writeInto(_ path: String, _ bytes: [UInt8]) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        try writeAll(bytes, descriptor, path)
    }

    /// Writes, syncs and closes, whatever happens.
    private static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) throws(Failure) {
        do throws(Failure) {
            try writeAll(bytes, descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure(path) }
        } catch {
            close(descriptor)
            throw error
        }
        guard close(descriptor) == 0 else { throw failure(path) }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws(Failure) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        try makeFolder(folder(of: path))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw failure(path) }
    }

    private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(Failure) {
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
        let parent = folder(of: path)
        let descriptor = open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func failure(_ path: String) -> Failure {
        let code = errno
        return Failure(
            path: path, reason: String(cString: strerror(code)), isDenied: [EACCES, EPERM, EROFS].contains(code))
    }
}
