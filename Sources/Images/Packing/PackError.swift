package import BootDisk
package import Layers
package import SquashFS

/// Why an image was not packed.
package enum PackError: Error, CustomStringConvertible {
    /// What is wrong with the layers or the host policy.
    case layers(LayerErrors)
    /// What is wrong with the tree or the options, or why the image cannot be written.
    case image(SquashFSError)
    /// What does not fit on the disk that it boots from.
    case disk(BootDiskError)
    /// The output file at a path.
    case output(path: String, reason: String, isDenied: Bool)
    /// What is wrong with the key that is to sign.
    case key(KeyError)
    /// The caller wanted it to stop before the image at a path was complete.
    case interrupted(path: String)

    package var description: String {
        switch self {
        case .layers(let errors): errors.description
        case .image(let error): error.description
        case .disk(let error): error.description
        case .output(let path, let reason, _): "cannot write `\(path)`: \(reason)"
        case .key(let error): "the key cannot be used: \(error.reason)"
        case .interrupted(let path): "interrupted; nothing is left of `\(path)`"
        }
    }
}

func packing<Result: ~Copyable>(
    _ body: () throws(SquashFSError) -> Result
) throws(PackError) -> Result {
    do throws(SquashFSError) { return try body() } catch { throw .image(error) }
}

func reading<Result: ~Copyable>(
    _ body: () throws(LayerErrors) -> Result
) throws(PackError) -> Result {
    do throws(LayerErrors) { return try body() } catch { throw .layers(error) }
}
