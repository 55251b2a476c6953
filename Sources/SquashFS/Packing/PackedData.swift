import RootTree

/// All data of an image, encoded but not yet at its place.
package struct PackedData: ~Copyable {
    let options: ImageOptions
    let store: ByteStore
    let blocks: [EncodedData]
    let files: [ContentSource: PackedFile]
    private let segments: [PackedSegment]

    init(
        options: ImageOptions, store: ByteStore, blocks: [EncodedData], files: [ContentSource: PackedFile],
        segments: [PackedSegment]
    ) {
        self.options = options
        self.store = store
        self.blocks = blocks
        self.files = files
        self.segments = segments
    }

    /// The segments in the order of `closeSegment`'s calls, each with its blocks at their places.
    package consuming func placed() throws(SquashFSError) -> [PlacedData] {
        var result: [PlacedData] = []
        for segment in segments {
            let layout = try SegmentLayout(segment, of: self)
            result.append(PlacedData(layout: layout, blocks: blocks, store: store))
        }
        return result
    }

    /// Whether two files with blocks of the same sizes hold the same bytes.
    func areEqual(_ one: ContentSource, _ other: ContentSource) throws(SquashFSError) -> Bool {
        guard let first = files[one], let second = files[other], first.size == second.size else { return false }
        for case (let left?, let right?) in zip(first.blocks, second.blocks) {
            guard try store.areEqual(blocks[left.rawValue].bytes, blocks[right.rawValue].bytes) else { return false }
        }
        return true
    }
}

/// The data of one segment that was encoded in this run.
package struct PlacedData: Sendable {
    let layout: SegmentLayout
    let blocks: [EncodedData]
    let store: ByteStore

    package var index: SegmentIndex { layout.index }
}

extension PlacedData: RegionSource {
    package var length: UInt64 { layout.index.length }

    package func read(
        at offset: UInt64, into output: UnsafeMutableRawBufferPointer
    ) throws(SquashFSError) {
        let extents = layout.extents
        let end = offset + UInt64(output.count)
        var place = extents.firstPlace { $0.offset + UInt64(blocks[$0.block.rawValue].stored.bytes) > offset }
        while place < extents.count, extents[place].offset < end {
            let extent = extents[place]
            let data = blocks[extent.block.rawValue]
            let room = Int(Int64(bitPattern: extent.offset) - Int64(bitPattern: offset))
            try copy(data.bytes, to: output, at: room)
            place += 1
        }
    }

    /// Copies what of `kept` lies inside of `output` when it starts at `place`, which may be negative.
    private func copy(
        _ kept: KeptBytes, to output: UnsafeMutableRawBufferPointer, at place: Int
    ) throws(SquashFSError) {
        let from = max(0, -place)
        let to = min(kept.count, output.count - place)
        guard from < to else { return }
        if from == 0, to == kept.count {
            return try store.read(kept, into: UnsafeMutableRawBufferPointer(rebasing: output[place..<(place + to)]))
        }
        let bytes = try store.bytes(of: kept)
        UnsafeMutableRawBufferPointer(rebasing: output[(place + from)..<(place + to)]).copyBytes(from: bytes[from..<to])
    }
}

extension Array {
    /// The place of the first element for which `isInSecond` is true, as it is for all that follow; else `count`.
    fileprivate func firstPlace(_ isInSecond: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isInSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
