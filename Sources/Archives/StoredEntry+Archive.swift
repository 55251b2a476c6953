import CArchive

extension StoredEntry {
    /// Reads a libarchive entry, which lives only until the next header is read.
    init(_ entry: OpaquePointer) throws(ArchiveError) {
        guard let path = archive_entry_pathname(entry) else {
            throw ArchiveError(.damaged, "an entry has no name")
        }
        self.path = bytes(of: path)
        mode = UInt16(truncatingIfNeeded: archive_entry_perm(entry)) & 0o7777
        user = archive_entry_uid(entry)
        group = archive_entry_gid(entry)
        modified = Int64(archive_entry_mtime(entry))
        kind = try Self.kind(entry)
        extended = Self.extended(entry)
        hasAccessControlList = archive_entry_acl_types(entry) != 0
    }

    private static func kind(_ entry: OpaquePointer) throws(ArchiveError) -> Kind {
        if let target = archive_entry_hardlink(entry) { return .hardLink(bytes(of: target)) }
        let type = archive_entry_filetype(entry)
        switch type {
        case 0o100000:
            guard let size = UInt64(exactly: archive_entry_size(entry)) else {
                throw ArchiveError(.damaged, "an entry has a size below zero")
            }
            return .file(size: size, isSparse: archive_entry_sparse_count(entry) > 0)
        case 0o040000: return .directory
        case 0o120000: return .symbolicLink(archive_entry_symlink(entry).map { bytes(of: $0) } ?? [])
        case 0o060000: return .blockDevice(major: major(entry), minor: minor(entry))
        case 0o020000: return .characterDevice(major: major(entry), minor: minor(entry))
        case 0o010000: return .fifo
        default: throw ArchiveError(.unsupported, "an entry is of the unknown type 0\(String(type, radix: 8))")
        }
    }

    private static func major(_ entry: OpaquePointer) -> UInt64 { UInt64(archive_entry_rdevmajor(entry)) }
    private static func minor(_ entry: OpaquePointer) -> UInt64 { UInt64(archive_entry_rdevminor(entry)) }

    private static func extended(_ entry: OpaquePointer) -> [ExtendedHeader] {
        var result: [ExtendedHeader] = []
        guard archive_entry_xattr_reset(entry) > 0 else { return result }
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var count = 0
        while archive_entry_xattr_next(entry, &name, &value, &count) == ARCHIVE_OK, let name {
            result.append(
                ExtendedHeader(name: bytes(of: name), value: Array(UnsafeRawBufferPointer(start: value, count: count))))
        }
        return result
    }
}

/// The bytes of a C string without its end.
func bytes(of string: UnsafePointer<CChar>) -> [UInt8] {
    var count = 0
    while string[count] != 0 { count += 1 }
    return Array(UnsafeRawBufferPointer(start: string, count: count))
}
