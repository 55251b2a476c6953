import Archives
import CLinux
import Glibc

/// The extended attributes of a path; links are not followed.
enum ExtendedAttributes {
    /// Empty where the file system has none.
    static func read(_ path: [UInt8]) throws(ArchiveError) -> [ExtendedHeader] {
        guard let list = try fill({ buffer in withPath(path) { llistxattr($0, buffer.baseAddress, buffer.count) } })
        else { return [] }
        var result: [ExtendedHeader] = []
        for name in list.split(separator: 0) {
            let value = try fill { buffer in
                withPath(path) { path in
                    withPath(Array(name)) { lgetxattr(path, $0, buffer.baseAddress, buffer.count) }
                }
            }
            result.append(ExtendedHeader(name: Array(name), value: value ?? []))
        }
        return result
    }

    /// Asks with a large enough buffer (the kernel's limit of a list and of a value is 64 KiB); nil where there are none.
    private static func fill(_ ask: (UnsafeMutableRawBufferPointer) -> Int) throws(ArchiveError) -> [UInt8]? {
        let empty = ask(UnsafeMutableRawBufferPointer(start: nil, count: 0))
        guard empty > 0 else {
            if empty == 0 || errno == ENOTSUP || errno == ENODATA { return nil }
            throw .system()
        }
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = buffer.withUnsafeMutableBytes(ask)
        guard count >= 0 else { throw .system() }
        return Array(buffer[..<count])
    }
}
