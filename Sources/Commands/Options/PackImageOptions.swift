import ArgumentParser
import BootDisk
import Documents
import Glibc
import Images
import Layers
import RootTree
import SquashFS
import Values

/// What the image of `basalt pack` is like.
struct PackImageOptions: ParsableArguments {
    enum Codec: String, ExpressibleByArgument, CaseIterable {
        case zstd, gzip, none
    }

    enum Architecture: String, ExpressibleByArgument, CaseIterable {
        case x86_64, aarch64
    }

    @Option(help: "zstd, gzip or none.")
    var compression = Codec.zstd

    @Option(help: "fast, release, or a number: zstd 1 to 22, gzip 1 to 9. zstd's default is 3, gzip's 6.")
    var level: LevelArgument?

    @Option(help: "Bytes per block of data: a power of two, 4KiB to 1MiB.")
    var blockSize = SizeArgument(bytes: 128 << 10)

    @Option(help: ArgumentHelp("List of paths, in the order in which a boot reads them.", valueName: "file"))
    var bootOrder: String?

    @Option(help: "Which image of several platforms is meant: x86_64 or aarch64.")
    var architecture = Architecture.x86_64

    @Option(help: ArgumentHelp("Also write the image's dm-verity hash tree.", valueName: "file"))
    var verity: String?

    @Option(help: ArgumentHelp("Salt of the hash tree, 0 to 256 bytes in hexadecimal.", valueName: "hex"))
    var salt = HexadecimalArgument(bytes: [])

    func validate() throws {
        do throws(SquashFSError) { try options.check() } catch { throw ValidationError("\(error.message).") }
    }

    var options: ImageOptions {
        let compression: Compression =
            switch compression {
            case .zstd: .zstd(level: level?.zstd ?? 3)
            case .gzip: .gzip(level: level?.gzip ?? 6)
            case .none: .none
            }
        return ImageOptions(
            compression: compression, blockSize: blockSize.bytes,
            modified: Environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) } ?? 0)
    }

    var platform: Platform { architecture == .x86_64 ? .amd64 : .arm64 }

    /// The paths of the boot order.
    func bootPaths(_ report: Report) throws -> [[UInt8]] {
        try bootOrder.map { try BootOrderFile.read($0, report) } ?? []
    }

    /// Writes the hash tree where it is wanted.
    func writeVerity(_ result: PackResult, _ report: Report) throws -> VerityTree? {
        guard let verity else { return nil }
        // The same image has the same identifier: the first of its hashes.
        let tree = VerityTree(
            leaves: result.hashes.leaves, salt: salt.bytes, identifier: Array(result.hashes.leaves.prefix(16)))
        guard let tree else { return nil }
        do throws(AtomicFile.Failure) { try AtomicFile.write(tree.bytes, to: verity) } catch {
            throw report.failure(error)
        }
        return tree
    }
}

/// A number of bytes as an argument: `256MiB`.
struct SizeArgument: ExpressibleByArgument {
    let bytes: Int

    init(bytes: Int) { self.bytes = bytes }

    init?(argument: String) {
        guard let size = ByteSize(argument), size.bytes > 0 else { return nil }
        bytes = size.bytes
    }

    var defaultValueDescription: String {
        let unit = [("GiB", 30), ("MiB", 20), ("KiB", 10)].first { bytes % (1 << $0.1) == 0 }
        return unit.map { "\(bytes >> $0.1)\($0.0)" } ?? "\(bytes)"
    }
}

/// How hard to compress.
struct LevelArgument: ExpressibleByArgument {
    let zstd: Int
    let gzip: Int

    init?(argument: String) {
        switch argument {
        case "fast": (zstd, gzip) = (1, 1)
        case "release": (zstd, gzip) = (15, 9)
        default:
            guard let level = Int(argument) else { return nil }
            (zstd, gzip) = (level, level)
        }
    }
}

/// Bytes as an argument.
struct HexadecimalArgument: ExpressibleByArgument {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    init?(argument: String) {
        guard argument.utf8.count.isMultiple(of: 2), argument.utf8.count <= 512 else { return nil }
        var bytes: [UInt8] = []
        var rest = Substring(argument)
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16), rest.first != "+" else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        self.bytes = bytes
    }

    var defaultValueDescription: String { bytes.isEmpty ? "none" : "..." }
}

/// How many processors this process may use.
func processorCount() -> Int {
    let count = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return max(1, Int(count))
}
