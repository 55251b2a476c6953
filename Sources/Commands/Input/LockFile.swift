import Documents
import Layers

/// The lock file on disk.
enum LockFile {
    /// - Throws: `LayerError` where it cannot be read, or is none.
    static func read(_ path: String) throws(LayerError) -> PackageLock {
        guard let lock = try readIfThere(path) else {
            throw LayerError(
                .notLocked, path, "there is no such lock file", remedy: "write it with `basalt lock PROFILE`")
        }
        return lock
    }

    /// nil where there is no file.
    static func readIfThere(_ path: String) throws(LayerError) -> PackageLock? {
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(path, limit: 64 << 20) } catch {
            if error.kind == .missing { return nil }
            throw LayerError(.unreadable, path, error.reason, remedy: "check the path and its permissions")
        }
        return try PackageLock(bytes, name: path)
    }
}
