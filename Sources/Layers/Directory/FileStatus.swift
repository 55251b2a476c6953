import Archives
import Glibc

/// What the kernel says about a path.
struct FileStatus {
    private let status: stat

    init(_ path: [UInt8], followsLinks: Bool = false) throws(ArchiveError) {
        guard !path.contains(0) else { throw ArchiveError(.unreadable, "its name holds a zero byte") }
        var status = stat()
        let result = withPath(path) { followsLinks ? stat($0, &status) : lstat($0, &status) }
        guard result == 0 else { throw .system() }
        self.status = status
    }

    /// `S_IFREG` and the like.
    var type: mode_t { status.st_mode & S_IFMT }
    var isDirectory: Bool { type == S_IFDIR }
    var mode: UInt16 { UInt16(truncatingIfNeeded: status.st_mode) & 0o7777 }
    var user: UInt32 { status.st_uid }
    var group: UInt32 { status.st_gid }
    var modified: Int64 { Int64(status.st_mtim.tv_sec) }
    var size: UInt64 { UInt64(clamping: status.st_size) }
    /// Whether fewer blocks (of 512 bytes) are allocated than the size needs.
    var isSparse: Bool { UInt64(clamping: status.st_blocks) < size / 512 }
    var links: UInt64 { UInt64(status.st_nlink) }
    var identity: FileDescriptor.Identity {
        FileDescriptor.Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    /// Another text whenever the file's content may be another one.
    var version: String {
        func time(_ time: timespec) -> String { "\(time.tv_sec).\(time.tv_nsec)" }
        return "\(status.st_dev) \(status.st_ino) \(size) \(time(status.st_mtim)) \(time(status.st_ctim))"
    }

    // Source: sys/sysmacros.h, whose macros Swift cannot read.
    var major: UInt64 {
        let number = UInt64(status.st_rdev)
        return (number >> 8) & 0xFFF | (number >> 32) & 0xFFFF_F000
    }
    var minor: UInt64 {
        let number = UInt64(status.st_rdev)
        return number & 0xFF | (number >> 12) & 0xFFFF_FF00
    }

    /// The target of a symbolic link.
    static func target(_ path: [UInt8], size: Int) throws(ArchiveError) -> [UInt8] {
        // One byte more shows whether the link grew.
        var buffer = [UInt8](repeating: 0, count: max(size, 255) + 1)
        let count = buffer.withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return -1 }
            return withPath(path) { readlink($0, start, bytes.count) }
        }
        guard count >= 0 else { throw .system() }
        guard count < buffer.count else { throw ArchiveError(.unreadable, "the link changed while it was read") }
        return Array(buffer[..<count])
    }
}
