import RootTree
import SquashFS

/// The segments of an image, and which of them an earlier run has made.
struct PackPlan {
    struct Segment {
        let files: [SegmentFile]
        let spacing: SegmentSpacing
        /// In the cache; nil where it can have none.
        let name: String?
        let cached: CachedSegment?
    }

    let segments: [Segment]

    /// - Parameters:
    ///   - layers: how many there are.
    ///   - names: of the files' bytes.
    init(_ tree: RootTree, layers: Int, _ names: FileNames, _ options: PackOptions) {
        let plan = SegmentPlan(tree, layers: layers, bootOrder: options.bootOrder)
        segments = plan.segments.enumerated().map { number, files in
            let spacing: SegmentSpacing = number == SegmentPlan.bootSet ? .dense : .grid
            let name = options.cache?.name(of: files, spacing, names, options.image, options.hashes)
            let cached = name.flatMap { options.cache?.segment($0, files) }
            return Segment(files: files, spacing: spacing, name: name, cached: cached)
        }
    }

    /// The files whose bytes are needed.
    var wanted: Set<ContentSource> {
        Set(segments.lazy.filter { $0.cached == nil }.flatMap(\.files).map(\.source))
    }

    /// All segments in the order of the image.
    /// - Parameter made: those that are not cached, in their order.
    func placed(_ made: [PlacedData]) -> [(index: SegmentIndex, source: any RegionSource)] {
        var rest = made[...]
        return segments.compactMap { segment in
            if let cached = segment.cached { return (cached.index, cached.data) }
            return rest.popFirst().map { ($0.index, $0) }
        }
    }

    /// The hashes that are known, by the regions' numbers.
    func hashes(of image: ImageAssembly) -> [Int: ImageHashes] {
        var known: [Int: ImageHashes] = [:]
        for (number, region) in image.regions.enumerated() {
            known[number] = region.segment.flatMap { segments[$0].cached?.hashes }
        }
        return known
    }

    /// Puts the segments that were made into the cache.
    /// - Parameters:
    ///   - indices: of all segments.
    ///   - file: where the image stands, from `base` on.
    func store(
        _ image: ImageAssembly, _ indices: [SegmentIndex], _ hashes: CommittedHashes, _ file: Int32,
        base: UInt64, in cache: PackCache
    ) {
        for (region, hashes) in zip(image.regions, hashes.regions) {
            guard let number = region.segment, segments[number].cached == nil, let name = segments[number].name else {
                continue
            }
            let start = base + region.start
            let range = start..<(start + region.source.length)
            let data = CachedFile(descriptor: file, range)
            let segment = CachedSegment(index: indices[number], hashes: hashes, data: data)
            cache.store(name, segments[number].files, segment)
        }
    }
}
