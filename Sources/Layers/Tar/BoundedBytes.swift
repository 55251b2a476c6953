import Archives

/// Passes on what comes out of a compressed stream, as long as it is within the limits.
final class BoundedBytes: ByteSource {
    private let source: any ByteSource
    private let stored: DigestingBytes
    private let limits: LayerLimits
    private(set) var count: UInt64 = 0

    /// - Parameter stored: what `source` reads from; its count is compared with what comes out.
    init(_ source: any ByteSource, stored: DigestingBytes, limits: LayerLimits) {
        self.source = source
        self.stored = stored
        self.limits = limits
    }

    func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        let bytes = try source.next()
        count += UInt64(bytes.count)
        guard count <= limits.uncompressedBytes else {
            throw ArchiveError(.tooLarge, "more than \(limits.uncompressedBytes) bytes come out of the layers")
        }
        guard count <= limits.ratioFreeBytes || count / limits.ratio <= stored.count else {
            throw ArchiveError(.bomb, "\(stored.count) stored bytes grow to \(count) and more")
        }
        return bytes
    }
}
