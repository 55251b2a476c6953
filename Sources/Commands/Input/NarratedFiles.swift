import Documents
import Values

/// The disk; with `--verbose` every file that is read is named on standard error.
struct NarratedFiles: FileAccess {
    private let disk = DiskFiles()
    private let narrates: Bool

    init(_ options: OutputOptions) { narrates = options.verbose && options.format == .table }

    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        let bytes = try disk.read(path, limit: limit)
        if narrates { try? Terminal.print("read \(printable(path)), \(ByteSize(bytes: bytes.count))\n", to: .error) }
        return bytes
    }

    func list(_ path: String) throws(FileProblem) -> [FolderEntry] { try disk.list(path) }
}
