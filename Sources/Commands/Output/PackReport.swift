import ArgumentParser
import BootDisk
import Documents
import Images
import Layers
import SquashFS
import Values

/// What `basalt pack` says.
extension Report {
    func show(_ result: PackResult, of file: String, rootHash: Digest?) throws {
        switch options.format {
        case .table:
            note("\(file): \(ByteSize(bytes: Int(result.superblock.bytesUsed))), \(result.superblock.inodes) inodes")
            if let rootHash { try self.result(rootHash.hexadecimal + "\n") }
        case .json:
            var entries: [(String, Node)] = [
                ("contentBytes", number(result.contentBytes)), ("file", text(file)),
                ("inodes", number(UInt64(result.superblock.inodes))),
                ("layers", .sequence(result.root.layerDigests.map { layer($0) }, origin: Self.origin)),
                ("readBytes", number(result.progress.read)), ("size", number(result.size)), ("version", number(1)),
            ]
            if let rootHash { entries.append(("rootHash", text(rootHash.hexadecimal))) }
            try self.result(json: .mapping(entries, origin: Self.origin))
        }
    }

    /// Says what of the layers is not in the image.
    func warn(of root: HostRoot) {
        guard let first = root.accessControlLists.first else { return }
        let count = root.accessControlLists.count
        let name = String(decoding: first, as: UTF8.self)
        var diagnostics = Diagnostics()
        diagnostics.warning(
            .attributeLost,
            count == 1
                ? "`/\(name)` has an access control list, which SquashFS cannot hold: it is left out"
                : "`/\(name)` and \(count - 1) more have access control lists, which SquashFS cannot hold: they are left out",
            origin: nil, remedy: "let systemd-tmpfiles set them when the host starts, or remove them with `setfacl -b`")
        show(diagnostics)
    }

    /// Says why an image was not packed.
    func failure(_ error: PackError) -> any Error {
        switch error {
        case .layers(let errors): return failure(errors)
        case .image(let error):
            let isOutput = error.code == .inputOutput
            return failure(
                isOutput ? .cannotWrite : .invalidImage, error.description,
                isOutput ? ExitStatus.failed : ExitStatus.invalidInput)
        case .output(let path, let reason, let isDenied):
            return failure(AtomicFile.Failure(path: path, reason: reason, isDenied: isDenied))
        case .disk(let error): return failure(.invalidImage, error.description, ExitStatus.invalidInput)
        case .interrupted: return failure(.interrupted, error.description, ExitStatus.interrupted)
        }
    }

    private static let origin = Origin.start(of: SourceFile(name: "", directory: nil, text: ""))

    private func text(_ text: String) -> Node { .string(text, origin: Self.origin) }
    private func number(_ number: UInt64) -> Node { .integer(Int(clamping: number), origin: Self.origin) }
    private func layer(_ digest: Digest?) -> Node {
        digest.map { text($0.description) }
            ?? Node(.scalar(Scalar(.null, text: "null", isPlain: true)), origin: Self.origin)
    }
}
