import Glibc

/// An open regular file; closed when its owner ends.
package struct FileDescriptor: ~Copyable {
    private let number: Int32
    /// Bytes at the time of opening, holes included.
    package let size: UInt64
    /// What tells this file from every other one of this machine.
    package let identity: Identity

    package struct Identity: Hashable, Sendable {
        package let device: UInt64
        package let inode: UInt64

        package init(device: UInt64, inode: UInt64) {
            self.device = device
            self.inode = inode
        }
    }

    private init(number: Int32, size: UInt64, identity: Identity) {
        self.number = number
        self.size = size
        self.identity = identity
    }

    deinit { close(number) }

    /// Opens a regular file for reading; never waits for a pipe or a device.
    /// - Parameter followsLinks: false to refuse a symbolic link as the last component.
    package static func openRegular(_ path: [UInt8], followsLinks: Bool = true) throws(ArchiveError) -> FileDescriptor {
        guard !path.contains(0) else { throw ArchiveError(.unreadable, "its name holds a zero byte") }
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (followsLinks ? 0 : O_NOFOLLOW)
        let number = withPath(path) { open($0, flags) }
        guard number >= 0 else { throw .system() }
        var status = stat()
        let isKnown = fstat(number, &status) == 0
        guard isKnown, status.st_mode & S_IFMT == S_IFREG, status.st_size >= 0 else {
            let reason = "it is not a regular file (what comes through a pipe must be written to one)"
            let failure = isKnown ? ArchiveError(.unreadable, reason) : .system()
            close(number)
            throw failure
        }
        return FileDescriptor(
            number: number, size: UInt64(status.st_size),
            identity: Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)))
    }

    /// Fills the start of `buffer`; answers the number of bytes read, 0 at the end of the file.
    package func read(into buffer: UnsafeMutableRawBufferPointer, at position: UInt64) throws(ArchiveError) -> Int {
        guard let offset = off_t(exactly: position) else { throw ArchiveError(.tooLarge, "its offsets are too large") }
        while true {
            let count = pread(number, buffer.baseAddress, buffer.count, offset)
            if count >= 0 { return count }
            guard errno == EINTR else { throw .system() }
        }
    }

    /// The next range of data (not a hole) at or after `position`; nil where only a hole follows.
    ///
    /// Source: lseek(2), SEEK_DATA and SEEK_HOLE. A file system without them shows one range up to the end.
    package func data(from position: UInt64) throws(ArchiveError) -> Range<UInt64>? {
        guard position < size, let offset = off_t(exactly: position) else { return nil }
        let start = lseek(number, offset, Self.seekData)
        guard start >= 0 else {
            switch errno {
            case ENXIO: return nil
            case EINVAL: return position..<size
            default: throw .system()
            }
        }
        let end = lseek(number, start, Self.seekHole)
        guard end >= start else { throw .system() }
        let range = UInt64(start)..<min(UInt64(end), size)
        return range.isEmpty ? nil : range
    }

    package func adviseSequential() { posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL) }

    /// Values of linux/fs.h that Glibc's module does not show without `_GNU_SOURCE`.
    private static let seekData: Int32 = 3
    private static let seekHole: Int32 = 4
}

/// Calls `body` with `path` as a C string.
package func withPath<Result>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (path + [0]).withUnsafeBufferPointer { buffer in
        buffer.withMemoryRebound(to: CChar.self) { characters in
            // An array with an element has an address.
            characters.baseAddress.map(body) ?? body("")
        }
    }
}

extension ArchiveError {
    /// What `errno` says.
    package static func system() -> ArchiveError {
        let code = errno
        let reason =
            switch code {
            case ENOENT: "it does not exist"
            case EACCES, EPERM: "permission denied"
            case EISDIR: "it is a directory"
            case ENOTDIR: "a part of its path is not a directory"
            default: String(cString: strerror(code))
            }
        return ArchiveError(.unreadable, reason)
    }
}
