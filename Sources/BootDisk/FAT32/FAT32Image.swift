package import Values

/// A new FAT32 file system: where its bytes stand. What is in no extent is zero.
///
/// The same files, sizes, serial and time give the same bytes: directories come first, in the order of their paths,
/// then the files, each in one piece.
package struct FAT32Image: Sendable {
    package struct Extent: Equatable, Sendable {
        /// Bytes from the file system's start.
        package let offset: UInt64
        package let content: Content
    }

    package enum Content: Equatable, Sendable {
        case bytes([UInt8])
        /// All bytes of the file, which the caller has. Empty files have no extent.
        case file(FAT32File)
    }

    /// Bytes.
    package let size: UInt64
    /// In the order of their offsets; none overlaps.
    package let extents: [Extent]

    /// - Parameters:
    ///   - size: bytes, 34 MiB at least.
    ///   - label: at most 11 characters that a name may have, and blanks.
    ///   - time: of the label and all files and directories.
    package init(
        size: UInt64, label: String, serial: UInt32, time: Timestamp, files: [FAT32File]
    ) throws(BootDiskError) {
        let geometry = try FAT32Geometry(size: size)
        guard let volume = ShortName(label: label) else {
            throw BootDiskError(.invalidInput, .fat, "label", "`\(label)` is not 1 to 11 of A-Z, 0-9 and blanks")
        }
        let tree = try FAT32Tree(files)
        var clusters = ClusterAllocation(geometry)

        var directories: [[ShortName]: UInt32] = [:]
        for (path, children) in tree.directories {
            // The root has a label, the others themselves and their parent.
            let entries = children.count + (path.isEmpty ? 1 : 2)
            directories[path] = try clusters.allocate(UInt64(entries * FAT32DirectoryEntry.size), "directories")
        }
        var bodies: [(offset: UInt64, bytes: [UInt8])] = []
        var contents: [Extent] = []
        let moment = FAT32Time(time)
        for (path, children) in tree.directories {
            let own = directories[path] ?? 0
            let parent = path.count <= 1 ? 0 : directories[path.dropLast()] ?? 0
            var bytes: [UInt8] = []
            func add(_ entry: FAT32DirectoryEntry) { bytes += entry.encoded(moment) }
            if path.isEmpty {
                add(FAT32DirectoryEntry(volume, FAT32DirectoryEntry.volumeLabel, cluster: 0))
            } else {
                add(FAT32DirectoryEntry(.ownDirectory, FAT32DirectoryEntry.directory, cluster: own))
                add(FAT32DirectoryEntry(.parentDirectory, FAT32DirectoryEntry.directory, cluster: parent))
            }
            for (name, kind) in children {
                switch kind {
                case .directory:
                    let first = directories[path + [name]] ?? 0
                    add(FAT32DirectoryEntry(name, FAT32DirectoryEntry.directory, cluster: first))
                case .file(let file):
                    let first = try clusters.allocate(file.size, file.path)
                    let entry = FAT32DirectoryEntry(
                        name, FAT32DirectoryEntry.archive, cluster: first, bytes: UInt32(file.size))
                    add(entry)
                    if file.size > 0 {
                        contents.append(Extent(offset: geometry.offset(ofCluster: first), content: .file(file)))
                    }
                }
            }
            bodies.append((geometry.offset(ofCluster: own), bytes))
        }

        self.size = size
        let boot = FAT32BootSector(geometry: geometry, serial: serial, label: volume.bytes).encoded
        let info = FAT32BootSector.info(freeClusters: clusters.free, nextFree: clusters.next)
        let copy = UInt64(FAT32BootSector.copySector) * FAT32Geometry.sectorSize
        let fat = clusters.table
        let structures =
            [(0, boot + info), (copy, boot + info), (geometry.fatOffset(0), fat), (geometry.fatOffset(1), fat)] + bodies
        extents = structures.map { Extent(offset: $0.0, content: .bytes($0.1)) } + contents
    }
}
