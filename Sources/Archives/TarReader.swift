import CArchive

/// Reads a tar archive (v7, ustar, GNU, pax) from a stream in one pass.
///
/// Use it as `while let entry = try reader.next()`, and inside, for a regular file that is wanted,
/// `while let block = try reader.nextBlock()`. Data that is not asked for is skipped.
package struct TarReader: ~Copyable {
    private let handle: ArchiveHandle
    /// Whether the archive ended with the zero blocks that POSIX demands. Meaningful after `next()` gave nil: without
    /// them, a file that was cut between two entries looks whole.
    package private(set) var hasEndMarker = false

    private init(handle: consuming ArchiveHandle) { self.handle = handle }

    package static func open(_ source: any ByteSource) throws(ArchiveError) -> TarReader {
        TarReader(handle: try ArchiveHandle.open(source, enable: archive_read_support_format_tar))
    }

    /// The next entry; nil at the end, which is reached only when the source is at its end too.
    package mutating func next() throws(ArchiveError) -> StoredEntry? {
        guard let entry = try handle.nextEntry() else {
            hasEndMarker = archive_filter_bytes(handle.pointer, 0) > archive_read_header_position(handle.pointer)
            try finish()
            return nil
        }
        return try StoredEntry(entry)
    }

    /// The next stored bytes of the current regular file, in rising order; nil at its end.
    package mutating func nextBlock() throws(ArchiveError) -> ArchiveBlock? { try handle.nextBlock() }

    /// Where the header of the current entry starts in the stream; after the last entry, where the archive's end does.
    package var headerPosition: UInt64 { UInt64(clamping: archive_read_header_position(handle.pointer)) }

    /// Reads the source to its end, so that checksums behind the archive are checked: only zeros may follow.
    private func finish() throws(ArchiveError) {
        let consumed = UInt64(clamping: archive_filter_bytes(handle.pointer, 0))
        while true {
            let bytes = try handle.input.rest(after: consumed)
            if bytes.isEmpty { return }
            guard bytes.allSatisfy({ $0 == 0 }) else {
                throw ArchiveError(.trailingData, "data follows the end of the archive")
            }
        }
    }
}
