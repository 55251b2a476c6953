import RootTree

/// The files' layouts, each checked before it gets into an inode.
struct LayoutCheck {
    /// By node; nil where there is no regular file.
    let layouts: [FileLayout?]
    let fragmentCount: Int
    let blockSize: Int
    /// Where data may start, and where it must have ended.
    let data: Range<UInt64>

    func layout(of node: NodeIndex, size: UInt64) throws(SquashFSError) -> FileLayout {
        let place = Int(node.rawValue)
        guard place < layouts.count, let layout = layouts[place] else {
            guard size == 0 else { throw SquashFSError(.invalidLayout, "the file has no place in the image") }
            return FileLayout()
        }
        let expected = FileLayout.blockCount(size: size, blockSize: blockSize, hasFragment: layout.fragment != nil)
        guard layout.blocks.count == expected, layout.blocks.allSatisfy({ $0.isValid(blockSize: blockSize) }) else {
            throw SquashFSError(
                .invalidLayout, "a file of \(size) bytes has \(expected) blocks; its place has \(layout.blocks.count)")
        }
        guard holds(layout.storedBytes, at: layout.start) else {
            throw SquashFSError(
                .invalidLayout,
                "the file's \(layout.storedBytes) stored bytes at offset \(layout.start) are outside of the data, "
                    + "which is from \(data.lowerBound) to \(data.upperBound)")
        }
        try check(layout.fragment, tail: Int(size % UInt64(blockSize)))
        return layout
    }

    private func check(_ fragment: FragmentLocation?, tail: Int) throws(SquashFSError) {
        guard let fragment else { return }
        guard tail > 0, fragment.index < fragmentCount, Int(fragment.offset) + tail <= blockSize else {
            throw SquashFSError(
                .invalidLayout, "the file's end of \(tail) bytes has no place in fragment block \(fragment.index)")
        }
    }

    func check(_ fragments: [FragmentEntry]) throws(SquashFSError) {
        for (index, fragment) in fragments.enumerated() {
            guard !fragment.stored.isSparse, fragment.stored.isValid(blockSize: blockSize),
                holds(UInt64(fragment.stored.bytes), at: fragment.start)
            else { throw SquashFSError(.invalidLayout, "fragment block \(index) is outside of the data") }
        }
    }

    /// Whether bytes lie in the data. No bytes lie anywhere.
    private func holds(_ count: UInt64, at start: UInt64) -> Bool {
        count == 0 || data.contains(start) && count <= data.upperBound - start
    }
}
