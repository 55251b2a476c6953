import BootDisk
import Glibc
import SquashFS

/// The file that an image is in.
enum ImageFile {
    /// Opens a regular file or a disk; never waits for a pipe.
    static func open(_ path: String) throws(ImageError) -> FileSource {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .opening(path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let error = ImageError.opening(path)
            close(descriptor)
            throw error
        }
        guard [S_IFREG, S_IFBLK].contains(status.st_mode & S_IFMT) else {
            close(descriptor)
            let isFolder = status.st_mode & S_IFMT == S_IFDIR
            throw ImageError(
                .invalid, "`\(path)` is \(isFolder ? "a folder" : "no file"), not an image",
                remedy: isFolder ? "pack it first: `basalt pack \(path) -o FILE`" : "name the file of an image")
        }
        return try ofImage(path) { () throws(SquashFSError) in try FileSource.take(descriptor, path) }
    }

    /// Opens the file system of an image: all of a file, or the partition `root` of a disk.
    static func openRoot(_ path: String) throws(ImageError) -> FileSource {
        let source = try open(path)
        let head = try ofImage(path) { () throws(SquashFSError) in try source.head(headSize) }
        guard head.dropFirst(512).starts(with: Array("EFI PART".utf8)) else { return source }
        let disk = try DiskReader.open(path)
        let table: GPT
        do throws(BootDiskError) { table = try disk.table() } catch {
            throw ImageError(.invalid, "`\(path)`: \(error)", remedy: "copy or build the image again")
        }
        guard let root = table.partition(named: "root") else {
            throw ImageError(
                .invalid, "`\(path)` is a disk without a partition `root`",
                remedy: "name a disk that `basalt build` made, or the file of a root file system")
        }
        return try ofImage(path) { () throws(SquashFSError) in
            try FileSource.open(path, base: root.offset, size: root.size)
        }
    }

    /// Says what a file is that is no SquashFS image.
    static func refusal(_ path: String, head: [UInt8]) -> ImageError {
        let message = "`\(path)` is no SquashFS image"
        guard let known = known.first(where: { head.dropFirst($0.offset).starts(with: $0.magic) }) else {
            let isEmpty = head.isEmpty
            return ImageError(
                .invalid, message + (isEmpty ? ": it is empty" : ": it does not start with \"hsqs\""),
                remedy: "name an image that `basalt pack` or mksquashfs made")
        }
        return ImageError(.invalid, "\(message): it is \(known.name)", remedy: known.remedy)
    }

    /// Bytes from the start of a file in which all marks lie.
    static let headSize = 2048

    /// What people give instead of an image, and the marks by which it is known.
    private static let known: [(name: String, offset: Int, magic: [UInt8], remedy: String)] = [
        ("compressed with gzip", 0, [0x1F, 0x8B], "unpack it, or list it with tar if it is an archive"),
        ("compressed with zstd", 0, [0x28, 0xB5, 0x2F, 0xFD], "unpack it, or list it with tar if it is an archive"),
        (
            "compressed with xz", 0, [0xFD, 0x37, 0x7A, 0x58, 0x5A],
            "unpack it, or list it with tar if it is an archive"
        ),
        ("a tar archive", 257, Array("ustar".utf8), "list it with `tar -tvf`, or `basalt pack` it first"),
        ("a QCOW2 disk", 0, [0x51, 0x46, 0x49, 0xFB], "convert it: `qemu-img convert -O raw`"),
        ("an ext file system", 0x438, [0x53, 0xEF], "mount it, and `basalt pack` the folder"),
        ("a SquashFS image with its bytes swapped", 0, Array("sqsh".utf8), "make it again with SquashFS 4.0"),
    ]
}
