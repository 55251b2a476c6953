import CArchive

/// Reads an ar archive, such as a Debian package, from a stream in one pass.
///
///     while let member = try reader.next() {…}     // a member
///     let bytes = reader.content                  // its bytes, as a source for other readers
package final class ArReader {
    package struct Member: Sendable, Equatable {
        package let name: [UInt8]
        package let size: UInt64
    }

    private let handle: ArchiveHandle

    package init(_ source: any ByteSource) throws(ArchiveError) {
        handle = try ArchiveHandle.open(source, enable: archive_read_support_format_ar)
    }

    /// The next member, whose bytes can be read then; nil at the end of the archive.
    package func next() throws(ArchiveError) -> Member? {
        guard let entry = try handle.nextEntry() else { return nil }
        // A mode without a file type is usual here: all members are files.
        guard let name = archive_entry_pathname(entry), let size = UInt64(exactly: archive_entry_size(entry)) else {
            throw ArchiveError(.damaged, "a member of the ar archive has no name or no size")
        }
        return Member(name: bytes(of: name), size: size)
    }

    /// What is left of the current member's bytes. It stands for the member until `next()` is called.
    package var content: any ByteSource { MemberBytes(reader: self) }

    private final class MemberBytes: ByteSource {
        private let reader: ArReader

        init(reader: ArReader) { self.reader = reader }

        func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
            try reader.handle.nextBlock()?.bytes ?? UnsafeRawBufferPointer(start: nil, count: 0)
        }
    }
}
