/// A file of a new file system. Its content stays with the caller.
package struct FAT32File: Equatable, Sendable {
    /// Names with at most eight and three characters, in upper case: `EFI/BOOT/BOOTX64.EFI`. Its directories are made.
    package let path: String
    /// Less than 4 GiB.
    package let size: UInt64

    package init(path: String, size: UInt64) {
        self.path = path
        self.size = size
    }
}

/// The directories that a list of files needs, checked.
struct FAT32Tree {
    enum Child { case directory, file(FAT32File) }

    /// By their paths, the root's being empty; in the order of the paths, so that a parent stands before its children.
    let directories: [(path: [ShortName], children: [(name: ShortName, kind: Child)])]

    init(_ files: [FAT32File]) throws(BootDiskError) {
        var all: [[ShortName]: [ShortName: Child]] = [[]: [:]]
        for file in files {
            let path = try Self.names(of: file)
            guard file.size <= UInt64(UInt32.max) else {
                throw BootDiskError(.invalidInput, .fat, file.path, "has \(file.size) bytes; FAT32 ends at 4 GiB")
            }
            for depth in path.indices {
                let (parent, name) = (Array(path[..<depth]), path[depth])
                let isLast = depth == path.count - 1
                switch all[parent, default: [:]][name] {
                case nil: all[parent, default: [:]][name] = isLast ? .file(file) : .directory
                case .directory where !isLast: continue
                case .directory, .file:
                    throw BootDiskError(.invalidInput, .fat, file.path, "is there twice, or as a file and a directory")
                }
            }
        }
        directories = all.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { path, children in
            (path, children.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        }
        if let large = directories.first(where: { $0.children.count > 65_000 }) {
            throw BootDiskError(
                .invalidInput, .fat, "directory", "has \(large.children.count) entries; 65000 are the most")
        }
    }

    private static func names(of file: FAT32File) throws(BootDiskError) -> [ShortName] {
        let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
        let names = parts.compactMap { ShortName($0) }
        guard names.count == parts.count, parts.count <= 32 else {
            throw BootDiskError(
                .invalidInput, .fat, file.path,
                "has a name that is not up to eight and three of A-Z, 0-9 and $%'-_@~`!(){}^#&: choose another name")
        }
        return names
    }
}
