import RootTree

/// Writes file data one block after the other, and fragment blocks when they are full.
struct DataWriter: ~Copyable {
    private let options: ImageOptions
    private let encoder: BlockEncoder
    private let block: RawBuffer
    private let encoded: RawBuffer
    private let fragment: RawBuffer
    private var packer: FragmentPacker
    /// Bytes of the open fragment block.
    private var fragmentFill = 0
    private(set) var fragments: [FragmentEntry] = []
    /// Where the next block will stand in the image.
    private(set) var end: UInt64

    private init(_ options: ImageOptions, encoder: consuming BlockEncoder) {
        self.options = options
        self.encoder = encoder
        block = RawBuffer(count: options.blockSize)
        encoded = RawBuffer(count: options.blockSize)
        fragment = RawBuffer(count: options.blockSize)
        packer = FragmentPacker(blockSize: options.blockSize)
        end = options.dataStart
    }

    static func open(_ options: ImageOptions) throws(SquashFSError) -> DataWriter {
        DataWriter(options, encoder: try BlockEncoder.open(options.compression))
    }

    /// Writes a file's blocks; its end goes into a fragment block, unless it is all zeros.
    mutating func append<Output: ImageOutput & ~Copyable>(
        _ file: FileContent, to output: inout Output, _ content: ContentReader
    ) throws(SquashFSError) -> FileLayout {
        var layout = FileLayout()
        for offset in stride(from: 0, to: file.size, by: options.blockSize) {
            let count = Int(min(UInt64(options.blockSize), file.size - offset))
            try content(file, offset, block[0..<count])
            if options.usesFragments, count < options.blockSize, !isZero(block.prefix(count)) {
                layout.fragment = try appendFragment(count, to: &output)
            } else {
                let stored = try append(block.prefix(count), allowsSparse: true, to: &output)
                if !stored.isSparse, layout.start == 0 { layout.start = end - UInt64(stored.bytes) }
                layout.blocks.append(stored)
            }
        }
        return layout
    }

    mutating func finish<Output: ImageOutput & ~Copyable>(_ output: inout Output) throws(SquashFSError) {
        guard fragmentFill > 0 else { return }
        let stored = try append(fragment.prefix(fragmentFill), allowsSparse: false, to: &output)
        fragments.append(FragmentEntry(start: end - UInt64(stored.bytes), stored: stored))
        fragmentFill = 0
    }

    private mutating func appendFragment<Output: ImageOutput & ~Copyable>(
        _ count: Int, to output: inout Output
    ) throws(SquashFSError) -> FragmentLocation {
        let location = packer.place(count)
        if location.index > fragments.count { try finish(&output) }
        fragment[fragmentFill..<(fragmentFill + count)].copyMemory(from: block.prefix(count))
        fragmentFill += count
        return location
    }

    private mutating func append<Output: ImageOutput & ~Copyable>(
        _ bytes: UnsafeRawBufferPointer, allowsSparse: Bool, to output: inout Output
    ) throws(SquashFSError) -> StoredSize {
        let result = try encoder.encode(bytes, into: encoded.bytes, allowsSparse: allowsSparse)
        switch result {
        case .sparse: break
        case .compressed(let count): try output.write(encoded.prefix(count), at: end)
        case .raw: try output.write(bytes, at: end)
        }
        end += UInt64(result.stored.bytes)
        return result.stored
    }
}
