package import RootTree

/// Takes files' bytes as they come out of layers, and encodes them in parallel.
///
/// One thread calls it: for each file `begin`, `append` in order of offsets, `end`; when a segment's last file has ended,
/// `closeSegment` with the segment's files in their order; at last `finish`. Files of one segment may come in any order,
/// and between files of others. What is never part of a segment costs its encoding, and no place in the image.
package struct DataPacker: ~Copyable {
    private let options: ImageOptions
    private let store: ByteStore
    private let pool: EncodingPool
    private let buffers: BlockBuffers
    private let encoder: BlockEncoder
    private let room: RawBuffer
    private var done: [(BlockNumber, EncodedData)] = []
    private var files: [ContentSource: PackedFile] = [:]
    private var segments: [PackedSegment] = []
    private var blockCount = 0
    // The file that is being read
    private var source: ContentSource?
    private var file = PackedFile(size: 0)
    private var block: [UInt8] = []
    private var position: UInt64 = 0

    private init(_ options: ImageOptions, threads: Int, store: ByteStore, encoder: consuming BlockEncoder) {
        self.options = options
        self.store = store
        self.encoder = encoder
        buffers = BlockBuffers(blockSize: options.blockSize)
        pool = EncodingPool(threads: threads, options: options, store: store, buffers: buffers)
        room = RawBuffer(count: options.blockSize)
    }

    // Where packing has failed, the threads still wait for blocks.
    deinit { pool.stop() }

    /// - Parameters:
    ///   - threads: how many threads encode, the calling one counted.
    ///   - memory: bytes of data that stay in memory; what is more waits in a file without a name in `directory`.
    package static func open(
        _ options: ImageOptions, threads: Int, memory: Int = .max, directory: [UInt8] = Array("/tmp".utf8)
    ) throws(SquashFSError) -> DataPacker {
        try options.check()
        let store = ByteStore(limit: memory, directory: directory)
        let encoder = try BlockEncoder.open(options.compression)
        let packer = DataPacker(options, threads: threads, store: store, encoder: encoder)
        packer.pool.start()
        return packer
    }

    /// How much the threads have encoded so far.
    package var encoded: EncodedBytes { store.encoded }

    package mutating func begin(_ source: ContentSource, size: UInt64) {
        self.source = source
        file = PackedFile(size: size)
        block = []
        position = 0
    }

    /// - Parameter offset: in the file; what is skipped reads as zeros.
    package mutating func append(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) throws(SquashFSError) {
        guard offset >= position, offset <= file.size, UInt64(bytes.count) <= file.size - offset else {
            throw SquashFSError(.invalidLayout, "data at offset \(offset) of a file of \(file.size) bytes")
        }
        try fill(zeros: offset - position)
        var rest = bytes
        while !rest.isEmpty {
            if block.isEmpty { block = emptyBlock() }
            let count = min(rest.count, options.blockSize - block.count)
            block.append(contentsOf: UnsafeRawBufferPointer(rebasing: rest[..<count]))
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            position += UInt64(count)
            if block.count == options.blockSize { try closeBlock() }
        }
    }

    package mutating func end() throws(SquashFSError) {
        guard let source else { return }
        try fill(zeros: file.size - position)
        if options.usesFragments, file.blocks.isEmpty {
            file.small = block.isEmpty ? nil : try store.keep(block)
        } else if !block.isEmpty {
            try closeBlock()
        }
        files[source] = file
        self.source = nil
        block = []
    }

    /// - Parameter segment: its files, each once; those without bytes may be left out.
    package mutating func closeSegment(
        _ segment: [SegmentFile], _ spacing: SegmentSpacing = .grid
    ) throws(SquashFSError) {
        var packed = PackedSegment(
            blockSize: options.blockSize, deduplicates: options.deduplicates, spacing: spacing, buffers: buffers)
        for member in segment {
            guard let file = files[member.source], file.size > 0 else { continue }
            guard let small = file.small else {
                packed.add(member, size: file.size)
                continue
            }
            if let content = try packed.add(member, small, store) { try encodeFragment(content, of: &packed) }
        }
        if let content = packed.takeFragment() { try encodeFragment(content, of: &packed) }
        packed.seal()
        for member in segment {
            guard let small = files[member.source]?.small else { continue }
            files[member.source]?.small = nil
            store.drop(small)
        }
        segments.append(packed)
    }

    /// Waits for all threads.
    package consuming func finish() throws(SquashFSError) -> PackedData {
        while let job = pool.take() { done.append((job.number, try job.run(encoder, room, store, buffers))) }
        var blocks = [EncodedData?](repeating: nil, count: blockCount)
        for (number, data) in try pool.finish() + done { blocks[number.rawValue] = data }
        return PackedData(
            options: options, store: store, blocks: blocks.compactMap(\.self), files: files, segments: segments)
    }

    /// With room for what comes next of the file.
    private func emptyBlock() -> [UInt8] {
        let rest = file.size - position
        guard file.blocks.isEmpty, rest < options.blockSize else { return buffers.take() }
        var block: [UInt8] = []
        block.reserveCapacity(Int(rest))
        return block
    }

    private mutating func fill(zeros count: UInt64) throws(SquashFSError) {
        var rest = count
        while rest > 0 {
            if block.isEmpty, rest >= UInt64(options.blockSize) {
                file.blocks.append(nil)
                rest -= UInt64(options.blockSize)
                position += UInt64(options.blockSize)
                continue
            }
            let part = min(Int(clamping: rest), options.blockSize - block.count)
            block.append(contentsOf: repeatElement(0, count: part))
            rest -= UInt64(part)
            position += UInt64(part)
            if block.count == options.blockSize { try closeBlock() }
        }
    }

    private mutating func closeBlock() throws(SquashFSError) {
        file.blocks.append(try encode(block, allowsSparse: true))
        block = []
    }

    private mutating func encodeFragment(
        _ content: [UInt8], of segment: inout PackedSegment
    ) throws(SquashFSError) {
        segment.fragmentBlocks.append(try encode(content, allowsSparse: false))
    }

    private mutating func encode(_ bytes: [UInt8], allowsSparse: Bool) throws(SquashFSError) -> BlockNumber {
        let number = BlockNumber(rawValue: blockCount)
        blockCount += 1
        if let failure = pool.failure { throw failure }
        if let own = pool.offer(EncodingJob(number: number, bytes: bytes, allowsSparse: allowsSparse)) {
            done.append((number, try own.run(encoder, room, store, buffers)))
        }
        return number
    }
}
