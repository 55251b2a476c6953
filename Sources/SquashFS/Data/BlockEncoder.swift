/// What became of a block.
package enum EncodedBlock: Equatable, Sendable {
    /// Only zero bytes: nothing need be stored.
    case sparse
    /// As many bytes of the output as it says.
    case compressed(Int)
    /// Compressed it would not be smaller: the input itself is to be stored.
    case raw(Int)

    /// The block's size word.
    package var stored: StoredSize {
        switch self {
        case .sparse: .sparse
        case .compressed(let count): .compressed(count)
        case .raw(let count): .raw(count)
        }
    }
}

/// Turns one block into what is stored for it. One thread at a time; each worker has its own.
package struct BlockEncoder: ~Copyable {
    private let compressor: BlockCompressor

    private init(compressor: consuming BlockCompressor) { self.compressor = compressor }

    package static func open(_ compression: Compression) throws(SquashFSError) -> BlockEncoder {
        BlockEncoder(compressor: try BlockCompressor.open(compression))
    }

    /// - Parameters:
    ///   - block: 1 byte to the image's block size.
    ///   - output: at least as large as `block`; holds the bytes where the block was compressed.
    ///   - allowsSparse: false for fragment blocks and metadata, which are always stored.
    package func encode(
        _ block: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, allowsSparse: Bool = true
    ) throws(SquashFSError) -> EncodedBlock {
        if allowsSparse, isZero(block) { return .sparse }
        let room = UnsafeMutableRawBufferPointer(rebasing: output[..<(block.count - 1)])
        if let count = try compressor.compress(block, into: room) { return .compressed(count) }
        return .raw(block.count)
    }
}
