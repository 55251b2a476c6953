/// Finds files in a FAT32 file system of unknown origin.
package struct FAT32Reader {
    package typealias Read = (Range<UInt64>) throws(BootDiskError) -> [UInt8]

    private let boot: FAT32BootSector
    private let read: Read
    /// The sector of the FAT that was read last.
    private var cached: (sector: UInt64, bytes: [UInt8])?

    /// The most bytes that a directory may have: 65536 entries.
    private static let mostDirectoryBytes: UInt64 = 2 << 20
    /// The most pieces of a file.
    private static let mostPieces = 1 << 16

    package var serial: UInt32 { boot.serial }

    /// - Parameters:
    ///   - size: bytes of the file system's partition.
    ///   - read: bytes of the partition in a range, exactly as many; ranges lie inside it.
    package init(size: UInt64, read: @escaping Read) throws(BootDiskError) {
        guard size >= 32 * FAT32Geometry.sectorSize else {
            throw BootDiskError(.damaged, .fat, "size", "is \(size) bytes: there is no FAT32 file system")
        }
        self.read = read
        let sector = try read(0..<512)
        boot = try FAT32BootSector(decoding: sector, size: size)
        let copy = UInt64(FAT32BootSector.copySector) * 512
        guard try read(copy..<(copy + 512)) == sector else {
            throw BootDiskError(.damaged, .fat, "copy of the boot sector", "differs from the boot sector")
        }
    }

    /// Where a file's bytes stand, in their order, in bytes from the file system's start.
    /// - Parameter path: as `FAT32File` has it.
    package mutating func extents(of path: String) throws(BootDiskError) -> [Range<UInt64>] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        var cluster = boot.rootCluster
        for (depth, part) in parts.enumerated() {
            guard let name = ShortName(part), let entry = try entry(name, in: cluster, path) else {
                throw BootDiskError(.missing, .fat, path, "is not there")
            }
            let isDirectory = entry.attributes & FAT32DirectoryEntry.directory != 0
            guard isDirectory == (depth < parts.count - 1) else {
                throw BootDiskError(.missing, .fat, path, "has a file as a directory, or is a directory")
            }
            if !isDirectory { return try pieces(of: entry, path) }
            cluster = entry.cluster
        }
        throw BootDiskError(.missing, .fat, path, "is no path")
    }

    private mutating func entry(
        _ name: ShortName, in directory: UInt32, _ path: String
    ) throws(BootDiskError) -> FAT32DirectoryEntry? {
        var cluster: UInt32? = directory
        var left = max(1, Self.mostDirectoryBytes / boot.geometry.clusterSize)
        while let current = cluster {
            guard left > 0 else {
                throw BootDiskError(.limit, .fat, path, "is in a directory that does not end after 65536 entries")
            }
            left -= 1
            let bytes = try clusterBytes(current, path)
            for start in stride(from: 0, to: bytes.count, by: FAT32DirectoryEntry.size) {
                guard bytes[start] != 0 else { return nil }
                let entry = FAT32DirectoryEntry(decoding: Array(bytes[start..<(start + FAT32DirectoryEntry.size)]))
                let isName =
                    entry.attributes & FAT32DirectoryEntry.longName != FAT32DirectoryEntry.longName
                    && entry.attributes & FAT32DirectoryEntry.volumeLabel == 0
                if isName, entry.name == name.bytes { return entry }
            }
            cluster = try next(after: current, path)
        }
        return nil
    }

    private mutating func pieces(
        of entry: FAT32DirectoryEntry, _ path: String
    ) throws(BootDiskError) -> [Range<UInt64>] {
        let size = boot.geometry.clusterSize
        var left = UInt64(entry.bytes)
        guard left > 0 else { return [] }
        var pieces: [Range<UInt64>] = []
        var cluster: UInt32? = entry.cluster
        // A chain with a loop has no end: it is longer than the file.
        while left > 0 {
            guard let current = cluster else {
                throw BootDiskError(.damaged, .fat, path, "has \(left) bytes more than its clusters")
            }
            let start = try offset(of: current, path)
            let count = min(left, size)
            left -= count
            if let last = pieces.last, last.upperBound == start {
                pieces[pieces.count - 1] = last.lowerBound..<(start + count)
            } else {
                pieces.append(start..<(start + count))
            }
            guard pieces.count <= Self.mostPieces else {
                throw BootDiskError(.limit, .fat, path, "is in more than \(Self.mostPieces) pieces")
            }
            cluster = try next(after: current, path)
        }
        guard cluster == nil else { throw BootDiskError(.damaged, .fat, path, "has more clusters than bytes") }
        return pieces
    }

    private func clusterBytes(_ cluster: UInt32, _ path: String) throws(BootDiskError) -> [UInt8] {
        let start = try offset(of: cluster, path)
        return try bytes(start..<(start + boot.geometry.clusterSize))
    }

    private func offset(of cluster: UInt32, _ path: String) throws(BootDiskError) -> UInt64 {
        guard boot.geometry.clusterNumbers.contains(cluster) else {
            throw BootDiskError(.damaged, .fat, path, "leads to cluster \(cluster), which is none")
        }
        return boot.geometry.offset(ofCluster: cluster)
    }

    /// The cluster that follows one that exists; nil after the last. Both FATs must agree.
    private mutating func next(after cluster: UInt32, _ path: String) throws(BootDiskError) -> UInt32? {
        let place = UInt64(cluster) * 4
        let sector = place / 512
        if cached?.sector != sector {
            let copies = try [0, 1].map { (index: UInt64) throws(BootDiskError) in
                let start = boot.geometry.fatOffset(index) + sector * 512
                return try bytes(start..<(start + 512))
            }
            guard copies[0] == copies[1] else {
                throw BootDiskError(.damaged, .fat, "FAT, sector \(sector)", "differs from its copy")
            }
            cached = (sector, copies[0])
        }
        let entry: UInt32 = (cached?.bytes.number(at: Int(place % 512)) ?? 0) & 0x0FFF_FFFF
        if entry >= 0x0FFF_FFF8 { return nil }
        guard boot.geometry.clusterNumbers.contains(entry) else {
            throw BootDiskError(.damaged, .fat, path, "has cluster \(cluster), whose next is \(entry), which is none")
        }
        return entry
    }

    private func bytes(_ range: Range<UInt64>) throws(BootDiskError) -> [UInt8] {
        let bytes = try read(range)
        guard bytes.count == range.count else {
            throw BootDiskError(.damaged, .fat, "bytes \(range.lowerBound) to \(range.upperBound)", "are cut off")
        }
        return bytes
    }
}
