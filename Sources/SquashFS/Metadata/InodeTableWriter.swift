import RootTree

/// Writes inodes and directories of a tree, and collects the IDs and attributes that they point to.
struct InodeTableWriter: ~Copyable {
    private let tree: RootTree
    private let order: InodeOrder
    private let layouts: LayoutCheck
    private(set) var inodes: MetadataWriter
    private(set) var directories: MetadataWriter
    private(set) var attributes: AttributeTable
    private(set) var ids = IDTable()
    /// Where the inode with number `n` starts, at `n - 1`; and its type.
    private(set) var places: [MetadataReference] = []
    private var types: [InodeType] = []
    /// Of directories whose inode is not yet written.
    private var listings: [NodeIndex: DirectoryListing] = [:]

    private init(
        tree: RootTree, order: InodeOrder, layouts: LayoutCheck, inodes: consuming MetadataWriter,
        directories: consuming MetadataWriter, attributes: consuming AttributeTable
    ) {
        self.tree = tree
        self.order = order
        self.layouts = layouts
        self.inodes = inodes
        self.directories = directories
        self.attributes = attributes
    }

    /// All inodes and directories of `tree`.
    static func write(
        _ tree: RootTree, _ layouts: LayoutCheck, _ compression: Compression
    ) throws(SquashFSError) -> InodeTableWriter {
        var writer = InodeTableWriter(
            tree: tree, order: try InodeOrder(tree), layouts: layouts,
            inodes: MetadataWriter(encoder: try BlockEncoder.open(compression)),
            directories: MetadataWriter(encoder: try BlockEncoder.open(compression)),
            attributes: try AttributeTable.open(compression))
        for directory in writer.order.directories {
            for place in directory.numbered { try writer.writeInode(writer.order.nodes[place]) }
            try writer.writeListing(directory)
        }
        try writer.writeInode(RootTree.root)
        try writer.inodes.flush()
        try writer.directories.flush()
        try writer.attributes.flush()
        return writer
    }

    private mutating func writeListing(_ directory: InodeOrder.Directory) throws(SquashFSError) {
        let entries = directory.entries.map { entry in
            let number = order.numbers[Int(entry.node.rawValue)]
            return DirectoryListing.Entry(
                name: entry.name, number: number, inode: places[Int(number) - 1], type: types[Int(number) - 1])
        }
        listings[directory.node] = try naming(directory.node) { (writer) throws(SquashFSError) in
            try DirectoryListing(entries, to: &writer.directories)
        }
    }

    private mutating func writeInode(_ node: NodeIndex) throws(SquashFSError) {
        try naming(node) { (writer) throws(SquashFSError) in
            let record = try writer.record(node)
            writer.places.append(try writer.inodes.position())
            writer.types.append(record.type)
            try writer.inodes.append(record.bytes)
        }
    }

    /// Errors get the path of what is written.
    private mutating func naming<Result>(
        _ node: NodeIndex, _ body: (inout InodeTableWriter) throws(SquashFSError) -> Result
    ) throws(SquashFSError) -> Result {
        do throws(SquashFSError) {
            return try body(&self)
        } catch {
            throw SquashFSError(error.code, error.message, path: error.path ?? tree.path(of: node))
        }
    }

    private mutating func record(_ node: NodeIndex) throws(SquashFSError) -> InodeRecord {
        let common = try common(node)
        switch tree[node].kind {
        case .directory:
            return .directory(
                listings.removeValue(forKey: node) ?? DirectoryListing(), parent: parent(of: node), common)
        case .file(let content):
            let layout = try layouts.layout(of: node, size: content.size)
            return .file(size: content.size, layout, blockSize: layouts.blockSize, common)
        case .symbolicLink(let target):
            try Self.check(target: target)
            return .symbolicLink(target, common)
        case .blockDevice(let device): return .device(.blockDevice, encoded: try Self.encode(device), common)
        case .characterDevice(let device): return .device(.characterDevice, encoded: try Self.encode(device), common)
        case .fifo: return .pipe(.fifo, common)
        case .socket: return .pipe(.socket, common)
        }
    }

    /// The root is in no directory; as with mksquashfs, its parent has a number that no inode has.
    private func parent(of node: NodeIndex) -> UInt32 {
        guard node != RootTree.root, let parent = order.parents[node] else { return UInt32(order.nodes.count + 1) }
        return order.numbers[Int(parent.rawValue)]
    }

    private mutating func common(_ node: NodeIndex) throws(SquashFSError) -> InodeRecord.Common {
        let attributes = tree[node].attributes
        guard attributes.mode <= 0o7777 else {
            throw SquashFSError(
                .modeOutOfRange, "the mode is \(String(attributes.mode, radix: 8)); it must be 0 to 7777")
        }
        guard let modified = UInt32(exactly: attributes.modified) else {
            throw SquashFSError(
                .timeOutOfRange,
                "the modification time is \(attributes.modified); SquashFS holds 0 (1970) to \(UInt32.max) (2106)")
        }
        guard let user = ids.place(of: attributes.user), let group = ids.place(of: attributes.group) else {
            throw SquashFSError(
                .tooManyIDs,
                "up to here, the tree has more than \(IDTable.largestCount) different user and group IDs")
        }
        return InodeRecord.Common(
            mode: attributes.mode, user: user, group: group, modified: modified,
            number: order.numbers[Int(node.rawValue)], links: order.links[Int(node.rawValue)],
            attributes: try self.attributes.number(of: attributes.extended))
    }

    /// Bytes of a symbolic link's target, as Linux limits it (include/uapi/linux/limits.h, `PATH_MAX` with a NUL).
    static let longestTarget = 4095

    private static func check(target: [UInt8]) throws(SquashFSError) {
        guard !target.isEmpty, !target.contains(0) else {
            throw SquashFSError(.invalidTree, "the symbolic link's target is empty or has a NUL")
        }
        guard target.count <= longestTarget else {
            throw SquashFSError(
                .linkTargetTooLong,
                "the symbolic link's target has \(target.count) bytes; Linux takes \(longestTarget)")
        }
    }

    private static func encode(_ device: Device) throws(SquashFSError) -> UInt32 {
        guard let encoded = device.encoded else {
            throw SquashFSError(
                .deviceOutOfRange,
                "the device is \(device.major):\(device.minor); Linux has 12 bits and 20 bits for it")
        }
        return encoded
    }
}
