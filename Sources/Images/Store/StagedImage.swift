import Glibc
import SquashFS
import Values

/// An image that is being built, in a folder of the store that nobody else sees.
package struct StagedImage: ~Copyable {
    private let store: ImageStore
    /// The folder.
    package let path: String
    /// Holds the folder's lock.
    private let lock: Int32
    private var isPublished = false

    private init(store: ImageStore, path: String, lock: Int32) {
        self.store = store
        self.path = path
        self.lock = lock
    }

    deinit {
        if !isPublished { Self.remove(path) }
        close(lock)
    }

    /// Makes the folder, and removes those of builds that were killed.
    package static func make(in store: ImageStore) throws(ImageStore.Failure) -> StagedImage {
        let folder = store.path + "/.building"
        try makeDirectory(store.path, mode: 0o755)
        try makeDirectory(folder, mode: 0o700)
        for name in ImageStore.names(in: folder) { removeIfAbandoned("\(folder)/\(name)") }
        var template = Array("\(folder)/XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw failure(folder) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let lock = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw failure(path) }
        return StagedImage(store: store, path: path, lock: lock)
    }

    package func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a small file.
    package func write(_ bytes: [UInt8], as name: String) throws(PackError) {
        let output = try OutputFile.open(file(name))
        var disk = DiskImage(descriptor: output.descriptor)
        try packing { () throws(SquashFSError) in try disk.write(bytes, at: 0) }
        try output.commit(size: UInt64(bytes.count))
    }

    /// Gives the image its place in the store.
    /// - Returns: false where the very same image was there already.
    package consuming func publish(_ manifest: ImageManifest) throws(ImageStore.Failure) -> Bool {
        let parent = "\(store.path)/\(manifest.name)"
        let target = "\(parent)/\(manifest.version)"
        try Self.makeDirectory(parent, mode: 0o755)
        guard chmod(path, 0o755) == 0, fsync(lock) == 0 else { throw Self.failure(path) }
        // A folder that holds something is never replaced by this.
        guard rename(path, target) == 0 else {
            guard [ENOTEMPTY, EEXIST].contains(errno) else { throw Self.failure(target) }
            let present = try store.find(manifest.reference).manifest
            guard present.diskDigest == manifest.diskDigest else {
                throw .versionExists(reference: manifest.reference, digest: present.diskDigest)
            }
            return false
        }
        isPublished = true
        Self.sync(parent)
        Self.sync(store.path)
        return true
    }

    private static func sync(_ path: String) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func makeDirectory(_ path: String, mode: mode_t) throws(ImageStore.Failure) {
        guard access(path, F_OK) != 0 else { return }
        let parent = OutputFile.directory(of: path)
        if parent != path { try makeDirectory(parent, mode: 0o755) }
        guard mkdir(path, mode) == 0 || errno == EEXIST else { throw failure(path) }
    }

    private static func removeIfAbandoned(_ path: String) {
        let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        defer { close(folder) }
        if flock(folder, LOCK_EX | LOCK_NB) == 0 { remove(path) }
    }

    /// A staged image has no folders in it.
    private static func remove(_ path: String) {
        for name in ImageStore.names(in: path) { unlink("\(path)/\(name)") }
        rmdir(path)
    }

    private static func failure(_ path: String) -> ImageStore.Failure {
        let code = errno
        return .cannotWrite(
            path: path, reason: String(cString: strerror(code)), isDenied: [EACCES, EPERM, EROFS].contains(code))
    }
}
