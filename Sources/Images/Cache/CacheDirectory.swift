import Archives
import Glibc
import SquashFS

/// Files of a cache, by names such as `layers/KEY`. A file gets its name when it is complete; whatever goes wrong, it is
/// not there.
struct CacheDirectory: Sendable {
    private let path: String

    init(path: String) { self.path = path }

    /// The bytes that were stored; nil where they are not there, or not as they were.
    func load(_ name: String) -> [UInt8]? {
        guard let file = CachedFile(path + "/" + name), file.length >= 4 else { return nil }
        let count = Int(file.length)
        let buffer = RawBuffer(count: count)
        do throws(SquashFSError) { try file.read(at: 0, into: buffer[0..<count]) } catch { return nil }
        let bytes = [UInt8](buffer.prefix(count - 4))
        return bytes + Self.checksum(bytes) == [UInt8](buffer.prefix(count)) ? bytes : nil
    }

    /// What stands behind stored bytes: their CRC-32, little-endian.
    private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
        let checksum = bytes.withUnsafeBytes { CRC32.update(0, $0) }
        return (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (8 * UInt32($0))) }
    }

    func file(_ name: String) -> CachedFile? { CachedFile(path + "/" + name) }

    /// - Returns: whether the file is there now.
    @discardableResult
    func store(_ bytes: [UInt8], as name: String) -> Bool {
        guard let file = create(name) else { return false }
        let bytes = bytes + Self.checksum(bytes)
        var output = DescriptorImage(descriptor: file.descriptor)
        let isWritten = bytes.withUnsafeBytes { bytes in
            do throws(SquashFSError) {
                try output.write(bytes, at: 0)
                return true
            } catch { return false }
        }
        guard isWritten else { return false }
        return commit(file, UInt64(bytes.count))
    }

    /// Copies bytes.
    /// - Returns: the checksum of the bytes; nil where the file could not be made.
    func store(_ source: any RegionSource, as name: String) -> UInt32? {
        guard let file = create(name) else { return nil }
        var output = DescriptorImage(descriptor: file.descriptor)
        let buffer = RawBuffer(count: CachedFile.window)
        var checksum: UInt32 = 0
        do throws(SquashFSError) {
            for offset in stride(from: 0, to: source.length, by: CachedFile.window) {
                let count = Int(min(UInt64(CachedFile.window), source.length - offset))
                try source.read(at: offset, into: buffer[0..<count])
                checksum = CRC32.update(checksum, buffer.prefix(count))
                try output.write(buffer.prefix(count), at: offset)
            }
        } catch { return nil }
        return commit(file, source.length) ? checksum : nil
    }

    private func commit(_ file: consuming OutputFile, _ size: UInt64) -> Bool {
        do throws(PackError) {
            try file.commit(size: size, isDurable: false)
            return true
        } catch { return false }
    }

    private func create(_ name: String) -> OutputFile? {
        let file = path + "/" + name
        makeDirectory(OutputFile.directory(of: file))
        do throws(PackError) { return try OutputFile.open(file, mode: 0o600) } catch { return nil }
    }

    private func makeDirectory(_ path: String) {
        guard access(path, F_OK) != 0 else { return }
        makeDirectory(OutputFile.directory(of: path))
        mkdir(path, 0o700)
    }
}

/// An open file of a cache, or a part of another open file.
final class CachedFile: RegionSource {
    /// Bytes that are read at once.
    static let window = 4 << 20

    let length: UInt64
    private let start: UInt64
    private let descriptor: Int32
    private let isOwned: Bool

    /// nil where there is no such file.
    fileprivate init?(_ path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        isOwned = true
        start = 0
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            length = 0
            return nil
        }
        length = UInt64(clamping: status.st_size)
        // When it was used last, for whoever clears the cache.
        futimens(descriptor, nil)
    }

    /// - Parameter descriptor: stays open longer than this.
    init(descriptor: Int32, _ range: Range<UInt64>) {
        self.descriptor = descriptor
        isOwned = false
        start = range.lowerBound
        length = UInt64(range.count)
    }

    deinit {
        if isOwned, descriptor >= 0 { close(descriptor) }
    }

    func read(at offset: UInt64, into output: UnsafeMutableRawBufferPointer) throws(SquashFSError) {
        let wanted = Int(min(UInt64(output.count), length - min(offset, length)))
        var done = 0
        while done < wanted {
            let rest = UnsafeMutableRawBufferPointer(rebasing: output[done..<wanted])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(start + offset) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw SquashFSError(.inputOutput, "a file of the cache cannot be read; pack again with --no-cache")
            }
            done += count
        }
    }

    /// The checksum of all bytes; nil where they cannot be read.
    var checksum: UInt32? {
        let buffer = RawBuffer(count: Self.window)
        var checksum: UInt32 = 0
        do throws(SquashFSError) {
            for offset in stride(from: 0, to: length, by: Self.window) {
                let count = Int(min(UInt64(Self.window), length - offset))
                try read(at: offset, into: buffer[0..<count])
                checksum = CRC32.update(checksum, buffer.prefix(count))
            }
            return checksum
        } catch { return nil }
    }
}
