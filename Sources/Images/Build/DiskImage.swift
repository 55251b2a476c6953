import BootDisk
private import struct Crypto.SHA256
import Glibc
import SquashFS
import Values

/// A disk in an open file that is written part by part; what is not written reads as zeros, and takes no room.
struct DiskImage {
    private var output: DescriptorImage
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
        output = DescriptorImage(descriptor: descriptor)
    }

    mutating func write(_ bytes: [UInt8], at offset: UInt64) throws(SquashFSError) {
        let result: Result<Void, SquashFSError> = bytes.withUnsafeBytes { bytes in
            do throws(SquashFSError) { return .success(try output.write(bytes, at: offset)) } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Writes a file system with one file into the partition at `offset`.
    mutating func write(_ system: FAT32Image, file: [UInt8], at offset: UInt64) throws(SquashFSError) {
        for extent in system.extents {
            switch extent.content {
            case .bytes(let bytes): try write(bytes, at: offset + extent.offset)
            case .file: try write(file, at: offset + extent.offset)
            }
        }
    }

    /// The digests of the blocks in a range that starts and ends with a block.
    /// - Parameter threads: how many take digests, at least 1.
    func blocks(in range: Range<UInt64>, threads: Int) throws(SquashFSError) -> [UInt8] {
        let size = Int(DiskBlocks.size)
        let zeros = Array(SHA256.hash(data: [UInt8](repeating: 0, count: size)))
        let count = Int((range.upperBound - range.lowerBound) / DiskBlocks.size)
        let digests = try inParallel(count, threads: threads, scratch: size) {
            (number, buffer) throws(SquashFSError) -> [UInt8] in
            let start = range.lowerBound + UInt64(number) * DiskBlocks.size
            guard hasData(in: start..<(start + DiskBlocks.size)) else { return zeros }
            let block = UnsafeMutableRawBufferPointer(rebasing: buffer[..<size])
            try read(into: block, at: start)
            var hash = SHA256()
            hash.update(bufferPointer: UnsafeRawBufferPointer(block))
            return Array(hash.finalize())
        }
        return digests.flatMap(\.self)
    }

    /// False where the file certainly has a hole.
    private func hasData(in range: Range<UInt64>) -> Bool {
        // SEEK_DATA, which Glibc's module does not show without `_GNU_SOURCE`. Source: lseek(2).
        let place = lseek(descriptor, off_t(range.lowerBound), 3)
        return place < 0 ? errno != ENXIO : UInt64(place) < range.upperBound
    }

    private func read(into output: UnsafeMutableRawBufferPointer, at offset: UInt64) throws(SquashFSError) {
        var done = 0
        while done < output.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: output[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw SquashFSError(.inputOutput, "the disk cannot be read back: \(String(cString: strerror(errno)))")
            }
            if count == 0 {
                // The file ends here; the disk goes on with zeros.
                rest.initializeMemory(as: UInt8.self, repeating: 0)
                return
            }
            done += count
        }
    }
}
