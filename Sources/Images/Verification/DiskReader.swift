import BootDisk
import SquashFS
import Values

/// A disk image that is read in ranges: its partition table, and files of its ESP.
struct DiskReader: ~Copyable {
    let path: String
    let size: UInt64
    private let source: FileSource

    private init(path: String, source: consuming FileSource) {
        self.path = path
        size = source.size
        self.source = source
    }

    static func open(_ path: String) throws(ImageError) -> DiskReader {
        DiskReader(path: path, source: try ImageFile.open(path))
    }

    borrowing func read(_ range: Range<UInt64>) throws(BootDiskError) -> [UInt8] {
        let room = RawBuffer(count: range.count)
        do throws(SquashFSError) { try source.read(into: room[0..<range.count], at: range.lowerBound) } catch {
            throw BootDiskError(.unreadable, .gpt, "bytes \(range)", error.message)
        }
        return [UInt8](room.prefix(range.count))
    }

    borrowing func table() throws(BootDiskError) -> GPT {
        try GPT(diskSize: size) { (range) throws(BootDiskError) in try self.read(range) }
    }

    /// Digests of the blocks in a range that starts and ends with one, and leaves of the hash tree for its pages where a
    /// salt is given.
    borrowing func hashes(_ range: Range<UInt64>, salt: [UInt8]?, threads: Int) throws(SquashFSError) -> ImageHashes {
        let window: UInt64 = 4 << 20
        let hasher = ImageHasher(HashOptions(salt: salt, takesChunks: true))
        let starts = Array(stride(from: range.lowerBound, to: range.upperBound, by: Int(window)))
        let path = path
        let results = try inParallel(starts.count, threads: threads, scratch: Int(window)) {
            (place, buffer) throws(SquashFSError) in
            let source = try FileSource.open(path)
            let count = Int(min(window, range.upperBound - starts[place]))
            let bytes = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
            try source.read(into: bytes, at: starts[place])
            let isEmpty = stride(from: 0, to: count, by: ImageGeometry.page).map { start in
                let end = min(start + ImageGeometry.page, count)
                return isZero(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[start..<end]))
            }
            return hasher.hash(UnsafeRawBufferPointer(bytes), isEmpty: isEmpty)
        }
        var whole = ImageHashes()
        for result in results {
            whole.leaves += result.leaves
            whole.chunks += result.chunks
        }
        return whole
    }
}
