import Archives
import Glibc

/// The names in a directory.
enum DirectoryNames {
    /// All but `.` and `..`, in the order of their bytes.
    static func sorted(_ path: [UInt8]) throws(ArchiveError) -> [[UInt8]] {
        guard let stream = withPath(path, opendir) else { throw .system() }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let item = readdir(stream) else {
                guard errno == 0 else { throw .system() }
                break
            }
            let name = withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name[...] != EntryPath.dot, name[...] != EntryPath.dotDot { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
