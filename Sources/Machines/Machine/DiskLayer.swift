import Glibc

/// What the header of a qcow2 file says that lies above an image.
///
///     0   4   magic, "QFI" and 0xFB          16  4   bytes of the backing file's name
///     8   8   where that name stands         24  8   bytes of the disk
///
/// Numbers are big-endian. Source: QEMU, docs/interop/qcow2.txt, "Header".
struct DiskLayer: Equatable {
    /// The path of the image below; empty for none.
    let base: String
    /// Bytes of the disk.
    let size: Int

    private static let magic: [UInt8] = [0x51, 0x46, 0x49, 0xFB]

    /// - Returns: nil where there is no file.
    static func read(_ path: String) throws(MachineError) -> DiskLayer? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw failure(path, String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var start = [UInt8](repeating: 0, count: 8192)
        let count = Glibc.read(descriptor, &start, start.count)
        guard let layer = DiskLayer(Array(start.prefix(max(count, 0)))) else {
            throw failure(path, "it is no qcow2 file")
        }
        return layer
    }

    init(base: String, size: Int) {
        self.base = base
        self.size = size
    }

    /// - Parameter start: of the file; QEMU writes the name into the first cluster.
    init?(_ start: [UInt8]) {
        guard start.starts(with: Self.magic), start.count >= 32 else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            Int(exactly: start[range].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        guard let place = number(8..<16), let count = number(16..<20), let size = number(24..<32),
            place <= start.count, count <= start.count - place,
            let base = String(validating: start[place..<place + count], as: UTF8.self)
        else { return nil }
        self.base = base
        self.size = size
    }

    private static func failure(_ path: String, _ reason: String) -> MachineError {
        MachineError(
            .invalidSetting, "`\(path)` cannot keep what the machine changes: \(reason)",
            remedy: "name another file; one that is not there is made")
    }
}
