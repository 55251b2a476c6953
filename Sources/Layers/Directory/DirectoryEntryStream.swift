import Archives
import Glibc
import Values

/// Walks a directory: names in the order of their bytes, a directory before what it holds, links never followed.
final class DirectoryEntryStream: EntryStream {
    private let root: [UInt8]
    private let name: String
    private let device: UInt64
    /// Paths below the root that are still to be visited, the next one last.
    private var pending: [[UInt8]] = [[]]
    /// The first name of every inode that has several.
    private var firstNames: [FileDescriptor.Identity: [UInt8]] = [:]
    private var current: (path: [UInt8], status: FileStatus)?
    private var reader: SparseReader?
    private(set) var uncompressedBytes: UInt64 = 0
    var storedBytes: UInt64 { uncompressedBytes }
    let storedDigest: Digest? = nil

    init(path: [UInt8], name: String) throws(LayerError) {
        root = path
        self.name = name
        do throws(ArchiveError) {
            // The directory itself may be named through a link.
            let status = try FileStatus(path, followsLinks: true)
            guard status.type == S_IFDIR else { throw ArchiveError(.unreadable, "it is not a directory") }
            device = status.identity.device
        } catch {
            throw LayerError(error, name)
        }
    }

    func next() throws(LayerError) -> StoredEntry? {
        (reader, current) = (nil, nil)
        guard let path = pending.popLast() else { return nil }
        do throws(ArchiveError) {
            let status = try FileStatus(full(path), followsLinks: path.isEmpty)
            current = (path, status)
            if status.identity.device == device { return try entry(path, status) }
        } catch {
            throw LayerError(error, name, entry: path)
        }
        throw LayerError(
            .mountPoint, name, entry: path, "another file system is mounted here",
            remedy: "unmount it, or copy its files into the directory")
    }

    func nextBlock() throws(LayerError) -> ArchiveBlock? {
        guard let (path, status) = current else { return nil }
        do throws(ArchiveError) {
            let open = try openReader(path)
            if open.isUnchanged(status) {
                let block = try open.next()
                uncompressedBytes += UInt64(block?.bytes.count ?? 0)
                return block
            }
        } catch {
            throw LayerError(error, name, entry: path)
        }
        throw LayerError(
            .changed, name, entry: path, "it changed while it was read",
            remedy: "pack a directory that nothing writes to")
    }

    private func openReader(_ path: [UInt8]) throws(ArchiveError) -> SparseReader {
        if let reader { return reader }
        let opened = try SparseReader(full(path))
        reader = opened
        return opened
    }

    private func entry(_ path: [UInt8], _ status: FileStatus) throws(ArchiveError) -> StoredEntry {
        let full = full(path)
        if status.type == S_IFDIR {
            let names = try DirectoryNames.sorted(full)
            pending.append(contentsOf: names.reversed().map { path.isEmpty ? $0 : path + [EntryPath.slash] + $0 })
        }
        return StoredEntry(
            path: path, kind: try kind(path, status), mode: status.mode, user: Int64(status.user),
            group: Int64(status.group), modified: status.modified, extended: try ExtendedAttributes.read(full))
    }

    private func kind(_ path: [UInt8], _ status: FileStatus) throws(ArchiveError) -> StoredEntry.Kind {
        if status.links > 1, status.type != S_IFDIR {
            if let first = firstNames[status.identity] { return .hardLink(first) }
            firstNames[status.identity] = path
        }
        switch status.type {
        case S_IFREG: return .file(size: status.size, isSparse: status.isSparse)
        case S_IFDIR: return .directory
        case S_IFLNK: return .symbolicLink(try FileStatus.target(full(path), size: Int(clamping: status.size)))
        case S_IFBLK: return .blockDevice(major: status.major, minor: status.minor)
        case S_IFCHR: return .characterDevice(major: status.major, minor: status.minor)
        case S_IFIFO: return .fifo
        case S_IFSOCK: return .socket
        default: throw ArchiveError(.unsupported, "it is of a type that Linux does not name")
        }
    }

    private func full(_ path: [UInt8]) -> [UInt8] { path.isEmpty ? root : root + [EntryPath.slash] + path }
}
