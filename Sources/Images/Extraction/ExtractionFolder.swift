import Glibc
import Layers

/// A folder that gets its name when all of it is there. Until then it has a temporary name beside it, and goes with its
/// owner.
struct ExtractionFolder: ~Copyable {
    /// The folder, open.
    let descriptor: Int32
    /// As the user named it.
    private let name: String
    private let path: String
    private var temporary: String?

    private init(descriptor: Int32, name: String, path: String, temporary: String) {
        self.descriptor = descriptor
        self.name = name
        self.path = path
        self.temporary = temporary
    }

    deinit {
        close(descriptor)
        if let temporary { FolderRemoval.remove(temporary) }
    }

    /// - Parameter name: a folder that is empty or does not exist.
    static func make(_ name: String) throws(ImageError) -> ExtractionFolder {
        let path = try check(name)
        let temporary = "\(path).\(getpid()).tmp"
        guard mkdir(temporary, 0o700) == 0 else {
            let isInTheWay = errno == EEXIST
            throw isInTheWay
                ? ImageError(
                    .occupied, "`\(temporary)` is in the way", remedy: "remove it: an earlier run left it behind")
                : failure(name)
        }
        let descriptor = open(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else {
            let error = failure(name)
            rmdir(temporary)
            throw error
        }
        return ExtractionFolder(descriptor: descriptor, name: name, path: path, temporary: temporary)
    }

    /// Gives the folder its name.
    consuming func commit() throws(ImageError) {
        guard let made = temporary, rename(made, path) == 0 else {
            throw [ENOTEMPTY, EEXIST, ENOTDIR].contains(errno) ? Self.occupied(name) : Self.failure(name)
        }
        temporary = nil
    }

    /// - Returns: the path without links and without a slash at its end.
    private static func check(_ name: String) throws(ImageError) -> String {
        var path = name
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let last = path.split(separator: "/").last.map(String.init) ?? ""
        guard !["", ".", ".."].contains(last) else {
            throw ImageError(.occupied, "`\(name)` cannot be replaced", remedy: "name a new folder")
        }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT else { throw failure(name) }
            return path
        }
        guard let real = realpath(path, nil) else { throw occupied(name) }
        defer { free(real) }
        guard isEmpty(real) else { throw occupied(name) }
        return String(cString: real)
    }

    private static func isEmpty(_ path: UnsafePointer<CChar>) -> Bool {
        guard let stream = opendir(path) else { return false }
        defer { closedir(stream) }
        while let item = readdir(stream) {
            let name = withUnsafeBytes(of: &item.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E], name != [0x2E, 0x2E] { return false }
        }
        return true
    }

    private static func occupied(_ name: String) -> ImageError {
        ImageError(.occupied, "`\(name)` is there already, and is no empty folder", remedy: "name a new folder")
    }

    private static func failure(_ name: String) -> ImageError {
        guard errno == ENOENT else { return .writing(name) }
        return ImageError(
            .cannotWrite, "cannot make `\(name)`: the folder above it does not exist",
            remedy: "make it first: `mkdir -p \(OutputFile.directory(of: name))`")
    }
}
