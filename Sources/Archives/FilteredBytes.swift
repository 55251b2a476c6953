import CArchive

/// The bytes behind a zstd or xz stream, decompressed by libarchive.
package final class FilteredBytes: ByteSource {
    package enum Filter: Sendable {
        case zstd, xz
    }

    private let source: any ByteSource
    private let filter: Filter
    private var handle: ArchiveHandle?
    private var isAtEnd = false

    package init(_ source: any ByteSource, filter: Filter) {
        self.source = source
        self.filter = filter
    }

    package func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        if handle == nil { try open() }
        guard !isAtEnd, let block = try handle?.nextBlock() else {
            isAtEnd = true
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return block.bytes
    }

    /// The `raw` format is one entry that holds the decompressed bytes.
    private func open() throws(ArchiveError) {
        let filter = filter
        let handle = try ArchiveHandle.open(source) { archive in
            let status = archive_read_support_format_raw(archive)
            guard status == ARCHIVE_OK else { return status }
            // The empty format makes a stream of no bytes an archive of no entries.
            let empty = archive_read_support_format_empty(archive)
            guard empty == ARCHIVE_OK else { return empty }
            return switch filter {
            case .zstd: archive_read_support_filter_zstd(archive)
            case .xz: archive_read_support_filter_xz(archive)
            }
        }
        isAtEnd = try handle.nextEntry() == nil
        guard archive_filter_code(handle.pointer, 0) != ARCHIVE_FILTER_NONE else {
            throw ArchiveError(.damaged, "it is not \(filter) data")
        }
        self.handle = consume handle
    }
}
