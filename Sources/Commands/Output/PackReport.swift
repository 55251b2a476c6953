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
            note("\(file): \(ByteSize(bytes: Int(result.size))), \(result.superblock.inodes) inodes")
            if let rootHash { try self.result(rootHash.hexadecimal + "\n") }
        case .json:
            var entries: [(String, Node?)] = [
                ("contentBytes", JSON.number(result.contentBytes)), ("file", JSON.text(file)),
                ("inodes", JSON.number(UInt64(result.superblock.inodes))),
                (
                    "layers",
                    JSON.list(result.root.layerDigests.map { $0.map { JSON.text($0.description) } ?? JSON.null })
                ),
                ("readBytes", JSON.number(result.progress.read)), ("size", JSON.number(result.size)),
                ("version", JSON.number(1)),
            ]
            if let rootHash { entries.append(("rootHash", JSON.text(rootHash.hexadecimal))) }
            try self.result(json: JSON.mapping(entries))
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
        case .key(let error): return failure(error, of: "the key")
        case .interrupted: return failure(.interrupted, error.description, ExitStatus.interrupted)
        }
    }
}
