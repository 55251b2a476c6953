import Documents
import Glibc
import Layers
import Values

/// A folder for the files that other programs read and write; removed with all that is in it.
final class TemporaryFolder {
    let path: String

    /// The folder can be entered by others: a program in a user namespace is another user.
    init() throws(LayerError) {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/basalt-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil, chmod(template, 0o755) == 0 else { throw Self.failure(parent) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { Self.remove(path) }

    /// Links are removed, never followed; there is nobody to tell about a failure.
    private static func remove(_ folder: String) {
        for entry in (try? DiskFiles().list(folder)) ?? [] {
            let path = "\(folder)/\(entry.name)"
            if entry.kind == .folder { remove(path) } else { unlink(path) }
        }
        rmdir(folder)
    }

    func makeFolder(_ name: String) throws(LayerError) {
        guard mkdir("\(path)/\(name)", 0o755) == 0 || errno == EEXIST else { throw Self.failure("\(path)/\(name)") }
    }

    func write(_ bytes: [UInt8], to name: String) throws(LayerError) {
        let file = "\(path)/\(name)"
        guard let stream = fopen(file, "wxe") else { throw Self.failure(file) }
        let written = fwrite(bytes, 1, bytes.count, stream)
        guard fclose(stream) == 0, written == bytes.count else { throw Self.failure(file) }
    }

    /// A file's bytes under a new name: a second name of the same file where that can be.
    func place(_ file: String, as name: String) throws(LayerError) {
        let target = "\(path)/\(name)"
        if link(file, target) == 0 { return }
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(file, limit: 4 << 30) } catch {
            throw LayerError(.unreadable, file, error.reason, remedy: "check its permissions")
        }
        try write(bytes, to: name)
    }

    static func failure(_ path: String) -> LayerError {
        LayerError(
            .store, path, String(cString: strerror(errno)),
            remedy: "free space or set TMPDIR to a folder that can be written to")
    }
}
