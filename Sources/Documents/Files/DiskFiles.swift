import Glibc

/// The files of this machine. Never blocks on pipes or devices: only regular files are read.
package struct DiskFiles: FileAccess {
    package init() {}

    package func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw FileProblem(.missing, "its name holds a zero byte") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw FileProblem(errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileProblem(errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw FileProblem(.isFolder, "it is a folder")
        default: throw FileProblem(.notRegular, "it is a device, pipe or socket, not a file")
        }
        guard status.st_size <= limit else {
            throw FileProblem(.tooLarge, "it holds \(status.st_size) bytes, more than \(limit)")
        }
        return try readAll(descriptor, limit: limit)
    }

    /// All of standard input.
    package func readStandardInput(limit: Int) throws(FileProblem) -> [UInt8] { try readAll(0, limit: limit) }

    private func readAll(_ descriptor: Int32, limit: Int) throws(FileProblem) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileProblem(errno: errno)
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
            guard bytes.count <= limit else { throw FileProblem(.tooLarge, "it holds more than \(limit) bytes") }
        }
    }

    package func list(_ path: String) throws(FileProblem) -> [FolderEntry] {
        guard !path.utf8.contains(0) else { throw FileProblem(.missing, "its name holds a zero byte") }
        guard let stream = opendir(path) else { throw FileProblem(errno: errno) }
        defer { closedir(stream) }
        var entries: [FolderEntry] = []
        while let item = readdir(stream) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            entries.append(FolderEntry(name: name, kind: try kind(join(path, name))))
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private func kind(_ path: String) throws(FileProblem) -> FolderEntry.Kind {
        var status = stat()
        guard lstat(path, &status) == 0 else { throw FileProblem(errno: errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(isExecutable: status.st_mode & 0o111 != 0)
        case S_IFDIR: return .folder
        case S_IFLNK:
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink(path, &buffer, buffer.count)
            guard count >= 0 else { throw FileProblem(errno: errno) }
            return .link(target: String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self))
        default: return .special
        }
    }
}

extension FileProblem {
    fileprivate init(errno code: Int32) {
        switch code {
        case ENOENT: self.init(.missing, "it does not exist")
        case ENOTDIR: self.init(.notFolder, "it is not a folder")
        case EISDIR: self.init(.isFolder, "it is a folder")
        case EACCES, EPERM: self.init(.denied, "permission denied")
        case ELOOP: self.init(.other, "its links form a circle")
        case ENAMETOOLONG: self.init(.other, "its name is too long")
        default: self.init(.other, String(cString: strerror(code)))
        }
    }
}
