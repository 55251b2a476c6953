import Archives

/// How a layer is packed. Its first bytes say so; media types are not always right, and engines ignore them too.
enum Compression: CaseIterable {
    case none, gzip, zstd, xz

    /// Source: RFC 1952 section 2.3.1; RFC 8878 sections 3.1.1 and 3.1.2; the .xz format, 2.1.1.1.
    static func detect(_ start: UnsafeRawBufferPointer) -> Compression {
        if start.starts(with: [0x1F, 0x8B]) { return .gzip }
        if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) || isSkippable(start.prefix(4)) { return .zstd }
        if start.starts(with: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) { return .xz }
        return .none
    }

    /// Whether they start a frame of zstd that holds no data, such as `pzstd` and seekable archives begin with.
    private static func isSkippable(_ start: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard start.count == 4, let first = start.first else { return false }
        return first & 0xF0 == 0x50 && start.dropFirst().elementsEqual([0x2A, 0x4D, 0x18])
    }

    func plain(_ source: any ByteSource) -> any ByteSource {
        switch self {
        case .none: source
        case .gzip: GzipBytes(source)
        case .zstd: FilteredBytes(source, filter: .zstd)
        case .xz: FilteredBytes(source, filter: .xz)
        }
    }
}

/// Looks at the first bytes of a stream, and still passes them on.
final class PeekedBytes: ByteSource {
    private let source: any ByteSource
    private var first: UnsafeRawBufferPointer?

    init(_ source: any ByteSource) { self.source = source }

    /// The first buffer of the stream. The buffer stays valid until `next()` has been called twice.
    func peek() throws(ArchiveError) -> UnsafeRawBufferPointer {
        if let first { return first }
        let bytes = try source.next()
        first = bytes
        return bytes
    }

    func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        if let bytes = first {
            first = nil
            return bytes
        }
        return try source.next()
    }
}
