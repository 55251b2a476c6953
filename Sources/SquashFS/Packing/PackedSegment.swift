import Archives
import RootTree

/// How the blocks of a segment stand.
package enum SegmentSpacing: Sendable {
    /// In groups on the grid, so that a change stays where it is.
    case grid
    /// One behind the other, so that what is read together stands in few chunks.
    case dense
}

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
    private let spacing: SegmentSpacing
    /// `endsGroup`: whether a group of blocks may end behind the item.
    private(set) var items: [(item: Item, endsGroup: Bool)] = []
    var fragmentBlocks: [BlockNumber] = []
    /// Where small files stand, `index` counted within the segment.
    private(set) var locations: [ContentSource: FragmentLocation] = [:]
    private var packer: FragmentPacker
    private let buffers: BlockBuffers
    private var open: [UInt8] = []
    private var openIndex: UInt32 = 0
    private var endsGroup = false
    /// Small files by checksum and size.
    private var seen: [UInt64: [(content: KeptBytes, location: FragmentLocation)]] = [:]

    init(blockSize: Int, deduplicates: Bool, spacing: SegmentSpacing, buffers: BlockBuffers) {
        self.blockSize = blockSize
        self.buffers = buffers
        self.spacing = spacing
        self.deduplicates = deduplicates
        packer = FragmentPacker(blockSize: blockSize)
    }

    /// Bytes of files between two ends of groups, on average and above the least size of a group.
    private static let groupDistance = 2 << 20

    /// Adds a file that has blocks of its own.
    mutating func add(_ member: SegmentFile, size: UInt64) {
        let size = Int(clamping: min(size, UInt64(Self.groupDistance)))
        let endsGroup = spacing == .grid && member.isEnd(.group, size: size, distance: Self.groupDistance)
        items.append((.file(member.source), endsGroup: endsGroup))
    }

    /// Adds a file that is smaller than a block.
    /// - Parameter kept: its bytes; they are not dropped before `seal`.
    /// - Returns: the content of a block of small files that is complete now.
    mutating func add(
        _ member: SegmentFile, _ kept: KeptBytes, _ store: ByteStore
    ) throws(SquashFSError) -> [UInt8]? {
        let small = try store.bytes(of: kept)
        let key = small.withUnsafeBytes { UInt64(CRC32.update(0, $0)) << 32 | UInt64(small.count) }
        if deduplicates {
            for twin in seen[key] ?? [] where try store.bytes(of: twin.content) == small {
                locations[member.source] = twin.location
                return nil
            }
        }
        let location = packer.place(small.count)
        let complete = location.index > openIndex ? takeFragment() : nil
        openIndex = location.index
        if open.isEmpty { open = buffers.take() }
        open += small
        locations[member.source] = location
        if deduplicates { seen[key, default: []].append((kept, location)) }
        // Most blocks end where the paths say, so that the next ones do not depend on what came before.
        if spacing == .grid, open.count >= blockSize / 2,
            member.isEnd(.block, size: small.count, distance: blockSize / 4)
        {
            packer.close()
            endsGroup = member.isEnd(.group, size: open.count, distance: Self.groupDistance)
        }
        return complete
    }

    /// Forgets the bytes of small files, when no more are to come.
    mutating func seal() { seen = [:] }

    /// The open block's content; nil where there is none.
    mutating func takeFragment() -> [UInt8]? {
        guard !open.isEmpty else { return nil }
        items.append((.fragment(Int(openIndex)), endsGroup: endsGroup))
        endsGroup = false
        defer { open = [] }
        return open
    }
}
