import CArchive

/// A libarchive reader over a `ByteSource`.
struct ArchiveHandle: ~Copyable {
    let pointer: OpaquePointer
    /// Where the input comes from; libarchive holds it unretained, so it must live as long as `pointer`.
    let input: PulledInput

    private init(pointer: OpaquePointer, input: PulledInput) {
        self.pointer = pointer
        self.input = input
    }

    deinit { archive_read_free(pointer) }

    /// - Parameter enable: switches on the formats and filters that may be met; answers libarchive's status.
    static func open(
        _ source: any ByteSource, enable: (OpaquePointer) -> Int32
    ) throws(ArchiveError) -> ArchiveHandle {
        guard let pointer = archive_read_new() else { throw ArchiveError(.memory, "no memory to read an archive") }
        let handle = ArchiveHandle(pointer: pointer, input: PulledInput(source))
        guard enable(pointer) == ARCHIVE_OK else { throw handle.failure() }
        let context = Unmanaged.passUnretained(handle.input).toOpaque()
        let status = archive_read_open(
            pointer, context, nil,
            { _, context, buffer in
                guard let context, let buffer else { return Int(ARCHIVE_FATAL) }
                return Unmanaged<PulledInput>.fromOpaque(context).takeUnretainedValue().read(buffer)
            }, nil)
        guard status == ARCHIVE_OK else { throw handle.failure() }
        return handle
    }

    /// The next entry; nil at the end of the archive.
    ///
    /// libarchive turns the names of pax headers into the locale's encoding, and on the way into composed characters
    /// where that is UTF-8: two names could become one. In the C locale it cannot convert them, says so with a
    /// warning, and gives the bytes as they are, which is what is wanted. Every other warning is an error here, since
    /// it says that something of the entry is lost.
    func nextEntry() throws(ArchiveError) -> OpaquePointer? {
        var entry: OpaquePointer?
        let status = CLocale.during { archive_read_next_header(pointer, &entry) }
        switch status {
        case ARCHIVE_OK: return entry
        case ARCHIVE_EOF:
            if let error = input.error { throw error }
            return nil
        case ARCHIVE_WARN where message.contains("can't be converted from"): return entry
        default: throw failure()
        }
    }

    /// The next stored bytes of the current entry with their offset in the file; nil at its end.
    func nextBlock() throws(ArchiveError) -> ArchiveBlock? {
        var start: UnsafeRawPointer?
        var count = 0
        var offset: Int64 = 0
        while true {
            let status = archive_read_data_block(pointer, &start, &count, &offset)
            if status == ARCHIVE_EOF {
                if let error = input.error { throw error }
                return nil
            }
            guard status == ARCHIVE_OK, let position = UInt64(exactly: offset) else { throw failure() }
            if count > 0 {
                return ArchiveBlock(bytes: UnsafeRawBufferPointer(start: start, count: count), offset: position)
            }
        }
    }

    /// The error of the last call: the source's own, where that is what stopped libarchive.
    func failure() -> ArchiveError {
        if let error = input.error { return error }
        let message = message
        if message.contains("Unrecognized archive format") {
            return ArchiveError(.damaged, "it is no tar archive, or its start is damaged")
        }
        // liblzma's words for an input that ends too early are its own.
        let isShort = message.lowercased().contains("truncated") || message.contains("No progress is possible")
        return isShort
            ? ArchiveError(.truncated, "it ends too early (\(message))")
            : ArchiveError(.damaged, "it is damaged (\(message))")
    }

    private var message: String {
        archive_error_string(pointer).map { String(cString: $0) } ?? "libarchive gives no reason"
    }
}

/// Stored bytes of a file, valid until the archive is asked for more.
package struct ArchiveBlock {
    package let bytes: UnsafeRawBufferPointer
    /// The first byte's place in the file. What lies between blocks is a hole.
    package let offset: UInt64

    package init(bytes: UnsafeRawBufferPointer, offset: UInt64) {
        self.bytes = bytes
        self.offset = offset
    }
}

/// The input of a libarchive reader, and the error that ended it.
final class PulledInput {
    private let source: any ByteSource
    private(set) var error: ArchiveError?
    /// The bytes given last, and how many were given before them.
    private(set) var last = UnsafeRawBufferPointer(start: nil, count: 0)
    private(set) var before: UInt64 = 0

    init(_ source: any ByteSource) { self.source = source }

    func read(_ buffer: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
        do throws(ArchiveError) {
            before += UInt64(last.count)
            last = try source.next()
            buffer.pointee = last.baseAddress
            return last.count
        } catch {
            self.error = error
            last = UnsafeRawBufferPointer(start: nil, count: 0)
            return Int(ARCHIVE_FATAL)
        }
    }

    /// What libarchive has left over, then the rest of the source: empty at the end.
    /// - Parameter consumed: the bytes that libarchive has used of all that it was given.
    func rest(after consumed: UInt64) throws(ArchiveError) -> UnsafeRawBufferPointer {
        let used = Int(clamping: consumed < before ? 0 : consumed - before)
        let left = UnsafeRawBufferPointer(rebasing: last[min(used, last.count)...])
        before += UInt64(last.count)
        last = UnsafeRawBufferPointer(start: nil, count: 0)
        return left.isEmpty ? try source.next() : left
    }
}
