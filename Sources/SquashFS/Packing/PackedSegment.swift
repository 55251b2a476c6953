import Archives
import RootTree

/// The files of one segment in order, and which block of small files each small file stands in.
struct PackedSegment {
    /// What stands one behind the other.
    enum Item {
        case file(ContentSource)
        /// The place in `fragmentBlocks`.
        case fragment(Int)
    }

    private let deduplicates: Bool
    private let blockSize: Int
    /// `endsGroup`: whether a group of blocks may end behind the item.
    private(set) var items: [(item: Item, endsGroup: Bool)] = []
    var fragmentBlocks: [BlockNumber] = []
    /// Where small files stand, `index` counted within the segment.
    private(set) var locations: [ContentSource: FragmentLocation] = [:]
    private var packer: FragmentPacker
    private var open: [UInt8] = []
    private var openIndex: UInt32 = 0
    private var endsGroup = false
    private var seen: [UInt64: [(content: [UInt8], location: FragmentLocation)]] = [:]

    init(blockSize: Int, deduplicates: Bool) {
        self.blockSize = blockSize
        self.deduplicates = deduplicates
        packer = FragmentPacker(blockSize: blockSize)
    }

    /// Bytes of files between two ends of groups, on average and above the least size of a group.
    private static let groupDistance = 2 << 20

    /// Adds a file that has blocks of its own.
    mutating func add(_ member: SegmentFile, size: UInt64) {
        let size = Int(clamping: min(size, UInt64(Self.groupDistance)))
        let endsGroup = member.isEnd(.group, size: size, distance: Self.groupDistance)
        items.append((.file(member.source), endsGroup: endsGroup))
    }

    /// Adds a file that is smaller than a block.
    /// - Returns: the content of a block of small files that is complete now.
    mutating func add(_ member: SegmentFile, _ small: [UInt8]) -> [UInt8]? {
        let key = small.withUnsafeBytes { UInt64(CRC32.update(0, $0)) << 32 | UInt64(small.count) }
        if deduplicates, let twin = seen[key]?.first(where: { $0.content == small }) {
            locations[member.source] = twin.location
            return nil
        }
        let location = packer.place(small.count)
        let complete = location.index > openIndex ? takeFragment() : nil
        openIndex = location.index
        open += small
        locations[member.source] = location
        if deduplicates { seen[key, default: []].append((small, location)) }
        // Most blocks end where the paths say, so that the next ones do not depend on what came before.
        if open.count >= blockSize / 2, member.isEnd(.block, size: small.count, distance: blockSize / 4) {
            packer.close()
            endsGroup = member.isEnd(.group, size: open.count, distance: Self.groupDistance)
        }
        return complete
    }

    /// The open block's content; nil where there is none.
    mutating func takeFragment() -> [UInt8]? {
        guard !open.isEmpty else { return nil }
        items.append((.fragment(Int(openIndex)), endsGroup: endsGroup))
        endsGroup = false
        defer { open = [] }
        return open
    }
}
