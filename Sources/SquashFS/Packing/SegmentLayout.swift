package import RootTree

/// Where the data of one segment's files stand. Offsets count from the segment's start.
package struct SegmentIndex: Sendable, Equatable {
    package var files: [ContentSource: FileLayout] = [:]
    package var fragments: [FragmentEntry] = []
    /// Bytes from the start to the end of the last block.
    package var length: UInt64 = 0

    package init() {}
}

/// A segment with its blocks at their places.
///
/// Blocks form groups of some MiB, each starting at a multiple of 512 KiB, that end behind files which their paths
/// choose: when a file grows, the blocks of its own group move and those of the next ones mostly do not.
struct SegmentLayout: Sendable {
    struct Extent: Sendable {
        let offset: UInt64
        let block: BlockNumber
    }

    private(set) var index = SegmentIndex()
    /// In rising order of offsets.
    private(set) var extents: [Extent] = []
    private var groupStart: UInt64 = 0
    /// Files whose blocks have the same sizes and checksums.
    private var originals: [[UInt64]: [ContentSource]] = [:]
    /// So many files are compared at most: checksums can be made to agree.
    private static let mostCandidates = 8

    /// Bytes that a group has at least.
    private static let smallestGroup: UInt64 = 1 << 20

    init(_ segment: PackedSegment, of data: borrowing PackedData) throws(SquashFSError) {
        index.fragments.reserveCapacity(segment.fragmentBlocks.count)
        for (item, endsGroup) in segment.items {
            switch item {
            case .file(let source): try place(source, data)
            case .fragment(let number): place(fragment: segment.fragmentBlocks[number], data)
            }
            if endsGroup, index.length >= groupStart + Self.smallestGroup {
                groupStart = ImageGeometry.roundedUp(index.length, to: ImageGeometry.chunk)
            }
        }
        for (source, location) in segment.locations { index.files[source] = FileLayout(fragment: location) }
    }

    private mutating func place(_ source: ContentSource, _ data: borrowing PackedData) throws(SquashFSError) {
        guard let file = data.files[source] else { return }
        let blocks = file.blocks.map { $0.map { data.blocks[$0.rawValue] } }
        let sizes = blocks.map { $0?.stored ?? .sparse }
        if data.options.deduplicates {
            let key = blocks.map { $0.map { UInt64($0.stored.rawValue) << 32 | UInt64($0.checksum) } ?? 0 }
            let candidates = originals[key] ?? []
            for original in candidates where try data.areEqual(original, source) {
                index.files[source] = index.files[original]
                return
            }
            if candidates.count < Self.mostCandidates { originals[key, default: []].append(source) }
        }
        var layout = FileLayout(blocks: sizes)
        var isFirst = true
        for (number, size) in zip(file.blocks, sizes) where !size.isSparse {
            guard let number else { continue }
            let offset = append(number, size)
            if isFirst { layout.start = offset }
            isFirst = false
        }
        index.files[source] = layout
    }

    private mutating func place(fragment: BlockNumber, _ data: borrowing PackedData) {
        let stored = data.blocks[fragment.rawValue].stored
        index.fragments.append(FragmentEntry(start: append(fragment, stored), stored: stored))
    }

    private mutating func append(_ block: BlockNumber, _ size: StoredSize) -> UInt64 {
        let offset = max(index.length, groupStart)
        extents.append(Extent(offset: offset, block: block))
        index.length = offset + UInt64(size.bytes)
        return offset
    }
}
