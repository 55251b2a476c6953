import Glibc

/// A file that gets its name when it is complete. Until then it has none, so that nothing is left behind whatever
/// happens; where the file system cannot do that it has a temporary name.
package struct OutputFile: ~Copyable {
    package let descriptor: Int32
    private let path: String
    private var temporary: String?

    private init(descriptor: Int32, path: String, temporary: String?) {
        self.descriptor = descriptor
        self.path = path
        self.temporary = temporary
    }

    deinit {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// - Parameter mode: permissions, less what the umask takes.
    package static func open(_ path: String, mode: UInt32 = 0o644) throws(PackError) -> OutputFile {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            throw .output(path: path, reason: "it is there already, and is no file", isDenied: false)
        }
        let nameless = Glibc.open(directory(of: path), O_RDWR | O_CLOEXEC | temporaryFile, mode)
        if nameless >= 0 { return OutputFile(descriptor: nameless, path: path, temporary: nil) }
        guard [EOPNOTSUPP, EISDIR, ENOENT].contains(errno) else { throw failure(path) }
        let name = temporaryName(path)
        let named = Glibc.open(name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard named >= 0 else { throw failure(path) }
        return OutputFile(descriptor: named, path: path, temporary: name)
    }

    /// Gives the file its name; a file of that name is replaced.
    /// - Parameters:
    ///   - size: what the file is made as long as.
    ///   - isDurable: false for what may be lost, or be found half-written, after a power failure.
    package consuming func commit(size: UInt64, isDurable: Bool = true) throws(PackError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw Self.failure(path) }
        if isDurable, fsync(descriptor) != 0 { throw Self.failure(path) }
        if temporary == nil {
            // Only a name that is free can be given to a file without one.
            let name = Self.temporaryName(path)
            unlink(name)
            let source = "/proc/self/fd/\(descriptor)"
            guard linkat(AT_FDCWD, source, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else { throw Self.failure(path) }
            temporary = name
        }
        guard let name = temporary, rename(name, path) == 0 else { throw Self.failure(path) }
        temporary = nil
        guard isDurable else { return }
        let folder = Glibc.open(Self.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// `O_TMPFILE`, which Glibc's module does not show without `_GNU_SOURCE`. Source: asm-generic/fcntl.h.
    private static let temporaryFile: Int32 = 0o20_000_000 | O_DIRECTORY

    /// Processes in several containers can have the same number.
    private static func temporaryName(_ path: String) -> String {
        "\(path).\(getpid())-\(UInt32.random(in: 0...UInt32.max)).tmp"
    }

    package static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ path: String) -> PackError {
        let code = errno
        return .output(
            path: path, reason: String(cString: strerror(code)), isDenied: [EACCES, EPERM, EROFS].contains(code))
    }
}
