import Archives
import RootTree

/// Finds files with the same bytes: first by size, then by checksum, at last by comparison.
struct DuplicateFiles: ~Copyable {
    private let content: ContentReader
    private let first: RawBuffer
    private let second: RawBuffer

    private struct Key: Hashable {
        let size: UInt64
        let checksum: UInt32
    }

    /// - Parameter chunk: bytes read at once.
    init(chunk: Int, content: @escaping ContentReader) {
        self.content = content
        first = RawBuffer(count: chunk)
        second = RawBuffer(count: chunk)
    }

    /// For each of `files` that repeats an earlier one, that one's place in `files`.
    func find(_ files: [FileContent]) throws(SquashFSError) -> [Int: Int] {
        var sizes: [UInt64: Int] = [:]
        for file in files where file.size > 0 { sizes[file.size, default: 0] += 1 }
        var sources: [FileContent: Int] = [:]
        var candidates: [Key: [Int]] = [:]
        var originals: [Int: Int] = [:]
        for (place, file) in files.enumerated() where sizes[file.size, default: 0] > 1 {
            if let original = sources[file] {
                originals[place] = original
                continue
            }
            let key = Key(size: file.size, checksum: try checksum(file))
            if let original = try firstEqual(file, candidates[key, default: []], files) {
                originals[place] = original
            } else {
                candidates[key, default: []].append(place)
            }
            sources[file] = originals[place] ?? place
        }
        return originals
    }

    private func firstEqual(
        _ file: FileContent, _ candidates: [Int], _ files: [FileContent]
    ) throws(SquashFSError) -> Int? {
        for candidate in candidates where try haveSameBytes(files[candidate], file) { return candidate }
        return nil
    }

    private func checksum(_ file: FileContent) throws(SquashFSError) -> UInt32 {
        var checksum: UInt32 = 0
        for offset in stride(from: 0, to: file.size, by: first.bytes.count) {
            checksum = CRC32.update(checksum, try read(file, offset, first))
        }
        return checksum
    }

    private func haveSameBytes(_ one: FileContent, _ other: FileContent) throws(SquashFSError) -> Bool {
        for offset in stride(from: 0, to: one.size, by: first.bytes.count) {
            guard isEqual(try read(one, offset, first), try read(other, offset, second)) else { return false }
        }
        return true
    }

    private func read(
        _ file: FileContent, _ offset: UInt64, _ buffer: borrowing RawBuffer
    ) throws(SquashFSError) -> UnsafeRawBufferPointer {
        let count = Int(min(UInt64(buffer.bytes.count), file.size - offset))
        try content(file, offset, buffer[0..<count])
        return buffer.prefix(count)
    }
}
