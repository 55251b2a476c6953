/// A directory's entries in the directory table, and the index by which names are found in a long one.
struct DirectoryListing {
    /// What an entry says about its inode.
    struct Entry {
        let name: [UInt8]
        let number: UInt32
        let inode: MetadataReference
        let type: InodeType
    }

    /// A header in the middle of a listing.
    struct Index: Equatable {
        /// Bytes of the listing before the header.
        let offset: UInt32
        /// Where the header's metadata block starts in the directory table.
        let block: UInt32
        /// The name of the first entry behind the header.
        let name: [UInt8]
    }

    /// Where the first header stands; of no meaning where there are no entries.
    private(set) var start = MetadataReference(block: 0, offset: 0)
    /// Bytes of headers and entries.
    private(set) var size = 0
    private(set) var index: [Index] = []

    /// At most this many entries follow a header (fs/squashfs/squashfs_fs.h, `SQUASHFS_DIR_COUNT`).
    static let largestRun = 256
    static let headerSize = 12, entrySize = 8
    /// Readers make up entries for `.` and `..`; every listing's size is stored with these bytes more.
    static let impliedSize = 3
}

/// Writing.
///
///     header: | entries - 1, 32 bits | inodes' metadata block, 32 bits | number of reference, 32 bits |
///     entry:  | offset in that block, 16 bits | number - reference, signed 16 bits | basic type, 16 bits |
///             | bytes of the name - 1, 16 bits | name |
///
/// Source: fs/squashfs/dir.c, namei.c, squashfs_fs.h (`struct squashfs_dir_header`, `squashfs_dir_entry`).
extension DirectoryListing {
    /// Entries that one header serves: their inodes start in the same metadata block, and their numbers are close.
    private struct Run {
        let first: Entry
        /// The header's offset in its metadata block.
        let offset: Int
        var count: UInt32 = 0
        var entries: [UInt8] = []

        /// A run ends with its metadata block, so that each block starts with a header soon. At least one entry follows
        /// a header that itself reaches into the next block.
        func takes(_ entry: Entry) -> Bool {
            let end = offset + DirectoryListing.headerSize + entries.count
            return count < DirectoryListing.largestRun && entry.inode.block == first.inode.block && delta(entry) != nil
                && (end < MetadataWriter.blockSize || count == 0)
        }

        private func delta(_ entry: Entry) -> Int16? { Int16(exactly: Int64(entry.number) - Int64(first.number)) }

        mutating func append(_ entry: Entry) {
            count += 1
            entries.append(littleEndian: entry.inode.offset)
            entries.append(littleEndian: UInt16(bitPattern: delta(entry) ?? 0))
            entries.append(littleEndian: entry.type.basic.rawValue)
            entries.append(littleEndian: UInt16(entry.name.count - 1))
            entries += entry.name
        }
    }

    /// Writes `entries`, which are sorted by name, to the directory table.
    init(_ entries: [Entry], to table: inout MetadataWriter) throws(SquashFSError) {
        guard let first = entries.first else { return }
        start = try table.position()
        var lastBlock = start.block
        var run = Run(first: first, offset: Int(start.offset))
        for entry in entries {
            if !run.takes(entry) {
                try write(run, to: &table, &lastBlock)
                run = Run(first: entry, offset: Int(try table.position().offset))
            }
            run.append(entry)
        }
        try write(run, to: &table, &lastBlock)
    }

    /// A header that is the first in its metadata block gets into the index.
    private mutating func write(
        _ run: Run, to table: inout MetadataWriter, _ lastBlock: inout UInt64
    ) throws(SquashFSError) {
        let place = try table.position()
        if place.block != lastBlock, index.count < UInt16.max {
            index.append(Index(offset: UInt32(size), block: UInt32(place.block), name: run.first.name))
            lastBlock = place.block
        }
        var header: [UInt8] = []
        header.append(littleEndian: run.count - 1)
        header.append(littleEndian: UInt32(run.first.inode.block))
        header.append(littleEndian: run.first.number)
        try table.append(header + run.entries)
        size += header.count + run.entries.count
        guard size <= Int(UInt32.max) - Self.impliedSize else {
            throw SquashFSError(.tableTooLarge, "the directory's entries take more than 4 GiB")
        }
    }
}
