package import RootTree

/// A whole image: its parts at their places.
///
///     | superblock | segment | hole | segment | hole | … | tables |
///     0            512 KiB          n × 4 MiB            n × 4 MiB
package struct ImageAssembly: Sendable {
    package struct Region: Sendable {
        package let start: UInt64
        package let source: any RegionSource
        /// The place in `segments`; nil for the superblock and the tables.
        package let segment: Int?
    }

    package let superblock: Superblock
    package let regions: [Region]
    /// Bytes, a multiple of 4 KiB.
    package let size: UInt64

    /// - Parameters:
    ///   - segments: in the order of the image; those without data take no room.
    ///   - tree: its files are in `segments`, each with data in one of them.
    package init(
        _ tree: RootTree, _ segments: [(index: SegmentIndex, source: any RegionSource)], options: ImageOptions
    ) throws(SquashFSError) {
        var end = ImageGeometry.chunk
        var regions: [Region] = []
        var places: [ContentSource: FileLayout] = [:]
        var fragments: [FragmentEntry] = []
        for (number, segment) in segments.enumerated() where segment.index.length > 0 {
            let start = end
            regions.append(Region(start: start, source: segment.source, segment: number))
            for (source, layout) in segment.index.files {
                var layout = layout
                if layout.storedBytes > 0 { layout.start += start }
                layout.fragment = layout.fragment.map {
                    FragmentLocation(index: $0.index + UInt32(fragments.count), offset: $0.offset)
                }
                places[source] = layout
            }
            fragments += segment.index.fragments.map { FragmentEntry(start: $0.start + start, stored: $0.stored) }
            end = ImageGeometry.roundedUp(start + segment.index.length, to: ImageGeometry.reservation)
        }
        // A file of zeros has no data, and its segment perhaps none either.
        for segment in segments where segment.index.length == 0 {
            places.merge(segment.index.files) { first, _ in first }
        }
        let layouts = tree.nodes.map { node -> FileLayout? in
            guard case .file(let content) = node.kind, content.size > 0 else { return nil }
            return places[content.source]
        }
        let metadata = try ImageMetadata.encode(tree, layouts: layouts, fragments: fragments, at: end, options: options)
        let tables = Region(start: end, source: MemoryRegion(bytes: metadata.tables), segment: nil)
        let head = Region(start: 0, source: MemoryRegion(bytes: metadata.head), segment: nil)
        self.superblock = metadata.superblock
        self.regions = [head] + regions + [tables]
        size = end + UInt64(metadata.tables.count)
    }
}
