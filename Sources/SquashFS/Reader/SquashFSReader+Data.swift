/// File data.
extension SquashFSReader where Source: ~Copyable {
    /// Gives a file's bytes block by block, in order.
    /// - Parameter body: gets 1 byte to a block size; the bytes are valid until it returns.
    package mutating func forEachBlock(
        of layout: FileLayout, size: UInt64,
        _ body: (UnsafeRawBufferPointer) throws(SquashFSError) -> Void
    ) throws(SquashFSError) {
        var cursor = BlockCursor(layout, size: size)
        while let block = try next(&cursor) { try body(block.bytes ?? zeros.prefix(block.count)) }
    }

    /// The next block of a file, 1 byte to a block size; nil at its end.
    package mutating func next(_ cursor: inout BlockCursor) throws(SquashFSError) -> FileBlock? {
        let offset = UInt64(cursor.index) * UInt64(superblock.blockSize)
        guard cursor.index < cursor.layout.blocks.count else {
            guard offset < cursor.size, cursor.index == cursor.layout.blocks.count else { return nil }
            cursor.index += 1
            let bytes = try tail(cursor.layout, count: cursor.size - offset)
            return FileBlock(offset: offset, count: bytes.count, bytes: bytes)
        }
        guard offset < cursor.size else { throw mismatch }
        let stored = cursor.layout.blocks[cursor.index]
        let count = Int(min(UInt64(superblock.blockSize), cursor.size - offset))
        let bytes = stored.isSparse ? nil : try block(stored, at: cursor.position, count: count)
        cursor.index += 1
        cursor.position &+= UInt64(stored.bytes)
        return FileBlock(offset: offset, count: count, bytes: bytes)
    }

    /// Fills `buffer` with the bytes of a file from `offset` on.
    /// - Returns: the bytes read; fewer than asked for at the file's end.
    package mutating func read(
        _ layout: FileLayout, size: UInt64, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(SquashFSError) -> Int {
        guard offset < size else { return 0 }
        let blockSize = UInt64(superblock.blockSize)
        let wanted = Int(min(UInt64(buffer.count), size - offset))
        var index = Int(offset / blockSize)
        var position = layout.blocks.prefix(index).reduce(layout.start) { $0 &+ UInt64($1.bytes) }
        var filled = 0
        while filled < wanted {
            let start = UInt64(index) * blockSize
            let content: UnsafeRawBufferPointer
            if index < layout.blocks.count {
                content = try block(layout.blocks[index], at: position, count: Int(min(blockSize, size - start)))
                position &+= UInt64(layout.blocks[index].bytes)
            } else {
                content = try tail(layout, count: size - start)
            }
            let skipped = Int(offset + UInt64(filled) - start)
            let count = min(content.count - skipped, wanted - filled)
            buffer[filled...].copyBytes(from: content[skipped..<(skipped + count)])
            filled += count
            index += 1
        }
        return wanted
    }

    /// All bytes of a file.
    /// - Parameter limit: the most bytes that may come out; more is an error.
    package mutating func bytes(of layout: FileLayout, size: UInt64, limit: Int) throws(SquashFSError) -> [UInt8] {
        guard size <= limit else {
            throw SquashFSError(.limit, "the file has \(size) bytes, more than the \(limit) that are read at once")
        }
        let buffer = RawBuffer(count: Int(size))
        let count = try read(layout, size: size, at: 0, into: buffer[0..<Int(size)])
        return [UInt8](buffer.prefix(count))
    }

    private var mismatch: SquashFSError { SquashFSError(.invalidLayout, "the file's place does not fit its size") }

    private mutating func block(
        _ stored: StoredSize, at position: UInt64, count: Int
    ) throws(SquashFSError) -> UnsafeRawBufferPointer {
        guard !stored.isSparse else { return zeros.prefix(count) }
        guard stored.isValid(blockSize: Int(superblock.blockSize)) else { throw mismatch }
        let content = try blocks.dataBlock(at: position, stored)
        guard content.count == count else {
            throw SquashFSError(
                .damaged, "the block at offset \(position) holds \(content.count) bytes instead of \(count)")
        }
        return content
    }

    /// The part of a fragment block that is a file's end.
    private mutating func tail(_ layout: FileLayout, count: UInt64) throws(SquashFSError) -> UnsafeRawBufferPointer {
        guard let place = layout.fragment, count < UInt64(superblock.blockSize) else { throw mismatch }
        let fragment = try fragments.fragment(place.index, superblock, &blocks)
        let content = try blocks.dataBlock(at: fragment.start, fragment.stored)
        let (start, end) = (Int(place.offset), Int(place.offset) + Int(count))
        guard end <= content.count else {
            throw SquashFSError(
                .damaged, "fragment block \(place.index) holds \(content.count) bytes; a file's end reaches to \(end)")
        }
        return UnsafeRawBufferPointer(rebasing: content[start..<end])
    }
}

/// How far a file has been read.
package struct BlockCursor: Sendable {
    fileprivate let layout: FileLayout
    fileprivate let size: UInt64
    fileprivate var index = 0
    /// Where the next stored block is in the image.
    fileprivate var position: UInt64

    package init(_ layout: FileLayout, size: UInt64) {
        self.layout = layout
        self.size = size
        position = layout.start
    }
}

/// A part of a file.
package struct FileBlock {
    /// In the file.
    package let offset: UInt64
    package let count: Int
    /// nil where nothing is stored and the bytes are zeros. Valid until the reader is used again.
    package let bytes: UnsafeRawBufferPointer?
}
