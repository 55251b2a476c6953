import Glibc

/// Removes what an extraction leaves that did not come to its end.
enum FolderRemoval {
    /// Removes a folder and all below it, as far as that is possible. Links are not followed.
    static func remove(_ path: String) { remove(AT_FDCWD, Array(path.utf8).map { CChar(bitPattern: $0) } + [0]) }

    private static func remove(_ parent: Int32, _ name: [CChar]) {
        var status = stat()
        guard fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            return
        }
        // The folder may have got its mode already, and not let its owner in.
        fchmodat(parent, name, 0o700, 0)
        let descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, let stream = fdopendir(descriptor) else {
            if descriptor >= 0 { close(descriptor) }
            return
        }
        defer { closedir(stream) }
        for name in names(stream) where unlinkat(descriptor, name, 0) != 0 { remove(descriptor, name) }
        unlinkat(parent, name, AT_REMOVEDIR)
    }

    private static func names(_ stream: OpaquePointer) -> [[CChar]] {
        var names: [[CChar]] = []
        while let item = readdir(stream) {
            let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
                bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) }
            }
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name + [0]) }
        }
        return names
    }
}
