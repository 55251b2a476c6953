import Archives

/// A block as it will stand in the image.
struct EncodedData: Sendable {
    let stored: StoredSize
    /// `stored.bytes` bytes.
    let bytes: KeptBytes
    /// CRC-32 of the bytes.
    let checksum: UInt32

    init(_ stored: StoredSize, _ bytes: [UInt8], _ store: ByteStore) throws(SquashFSError) {
        self.stored = stored
        checksum = bytes.withUnsafeBytes { CRC32.update(0, $0) }
        self.bytes = try store.keep(bytes)
    }
}

/// A block's number among all blocks of one image, given when it is handed over for encoding.
struct BlockNumber: Hashable, Sendable {
    let rawValue: Int
}

/// A block that waits to be encoded.
struct EncodingJob: Sendable {
    let number: BlockNumber
    /// 1 byte to the image's block size.
    let bytes: [UInt8]
    /// False for fragment blocks, which are always stored.
    let allowsSparse: Bool

    /// - Parameters:
    ///   - room: at least as large as the block.
    ///   - buffers: gets the block's memory.
    consuming func run(
        _ encoder: borrowing BlockEncoder, _ room: borrowing RawBuffer, _ store: ByteStore, _ buffers: BlockBuffers
    ) throws(SquashFSError) -> EncodedData {
        let result: Result<EncodedData, SquashFSError> = bytes.withUnsafeBytes { input in
            do throws(SquashFSError) {
                let block = try encoder.encode(input, into: room.bytes, allowsSparse: allowsSparse)
                store.count(taken: bytes.count, stored: UInt32(block.stored.bytes))
                return switch block {
                case .sparse: .success(try EncodedData(block.stored, [], store))
                case .raw: .success(try EncodedData(block.stored, [UInt8](input), store))
                case .compressed(let count):
                    .success(try EncodedData(block.stored, [UInt8](room.prefix(count)), store))
                }
            } catch { return .failure(error) }
        }
        buffers.give(bytes)
        return try result.get()
    }
}
