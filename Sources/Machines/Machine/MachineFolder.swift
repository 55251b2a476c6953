import Documents
import Glibc

/// A folder that only this user can enter, for the files of one machine. Who makes it removes it.
struct MachineFolder: Sendable {
    /// Absolute.
    let path: String

    /// A folder that exists, and that only this user can enter.
    init(path: String) { self.path = path }

    init() throws(MachineError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/basalt-machine-XXXXXX".utf8CString)
        // Its mode is 0700: user data holds secrets.
        guard mkdtemp(&template) != nil, let real = realpath(template, nil) else { throw Self.failure(parent) }
        defer { free(real) }
        path = String(cString: real)
    }

    /// Removes the folder with all that is in it. Links are removed, never followed; there is nobody to tell about a
    /// failure.
    func remove() { Self.remove(path) }

    private static func remove(_ folder: String) {
        for entry in (try? DiskFiles().list(folder)) ?? [] {
            let path = "\(folder)/\(entry.name)"
            if entry.kind == .folder { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func holds(_ name: String) -> Bool { access(file(name), F_OK) == 0 }

    /// Writes a file anew.
    /// - Returns: its path.
    @discardableResult
    func write(_ bytes: [UInt8], to name: String) throws(MachineError) -> String {
        let file = file(name)
        guard let stream = fopen(file, "we") else { throw Self.failure(file) }
        let written = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, written == bytes.count else { throw Self.failure(file) }
        return file
    }

    /// A file of so many zero bytes that take no space.
    func writeBlank(_ size: Int, to name: String) throws(MachineError) -> String {
        let file = try write([], to: name)
        guard truncate(file, size) == 0 else { throw Self.failure(file) }
        return file
    }

    static func failure(_ path: String) -> MachineError {
        MachineError(
            .temporaryFiles, "`\(path)` cannot be written: \(String(cString: strerror(errno)))",
            remedy: "free space or set TMPDIR to a folder that can be written to")
    }
}
