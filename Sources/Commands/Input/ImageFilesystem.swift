import Documents
import Images
import SquashFS
import Values

/// `image.filesystem` of a profile.
enum ImageFilesystem {
    static func options(_ node: Node?) -> ImageOptions {
        let level = node?["level"].flatMap { $0.string ?? $0.integer.map(String.init) }.flatMap(LevelArgument.init)
        let compression: Compression =
            switch node?["compression"]?.string {
            case "gzip": .gzip(level: level?.gzip ?? 6)
            case "none": .none
            default: .zstd(level: level?.zstd ?? 3)
            }
        let blockSize = node?["block_size"]?.string.flatMap { ByteSize($0) }?.bytes ?? 128 << 10
        return ImageOptions(compression: compression, blockSize: blockSize)
    }

    /// The paths of the boot order, which is a file beside the profile; without one, what is shipped.
    static func bootOrder(_ node: Node?, _ report: Report) throws -> [[UInt8]] {
        guard let node = node?["boot_order"], let name = node.string else {
            return ShippedHostPolicy.bootOrder
        }
        return try BootOrderFile.read(join(node.origin.file.directory ?? "", name), report)
    }
}

/// A list of paths, one a line, in the order in which a boot reads them.
enum BootOrderFile {
    static func read(_ path: String, _ report: Report) throws -> [[UInt8]] {
        let bytes: [UInt8]
        do throws(FileProblem) { bytes = try DiskFiles().read(path, limit: 64 << 20) } catch {
            throw report.failure(
                error.code, "cannot read the boot order `\(path)`: \(error.reason)", ExitStatus.invalidInput)
        }
        return bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }
}
