import Archives
import Values

/// Reads a tar layer: stored bytes → digest → inflated bytes → limits → entries, in one pass and without copies.
final class TarEntryStream: EntryStream {
    private let layer: TarLayer
    private let stored: DigestingBytes
    private let bounded: BoundedBytes
    /// Takes the digest of the archive, where that is all that is known.
    private let plain: DigestingBytes?
    private var reader: TarReader
    private let isCompressed: Bool
    private var path: [UInt8]?

    init(_ layer: TarLayer, _ limits: LayerLimits, takesDigest: Bool) throws(ArchiveError) {
        self.layer = layer
        stored = DigestingBytes(try layer.blob.open(), takesDigest: takesDigest || layer.expected.digest != nil)
        let peeked = PeekedBytes(stored)
        let compression = Compression.detect(try peeked.peek())
        isCompressed = compression != .none
        bounded = BoundedBytes(compression.plain(peeked), stored: stored, limits: limits)
        // A digest of the stored bytes speaks for what is behind them: a second hash would only cost time.
        let needsPlain = layer.expected.digest == nil && layer.expected.plainDigest != nil
        plain = needsPlain ? DigestingBytes(bounded) : nil
        reader = try TarReader.open(plain ?? bounded)
    }

    var uncompressedBytes: UInt64 { bounded.count }

    var storedBytes: UInt64 { stored.count }

    var storedDigest: Digest? { Digest(bytes: stored.digest()) }

    func next() throws(LayerError) -> StoredEntry? {
        let entry: StoredEntry?
        do throws(ArchiveError) { entry = try reader.next() } catch { throw failure(error) }
        path = entry?.path
        if entry == nil { try checkEnd() }
        return entry
    }

    func nextBlock() throws(LayerError) -> ArchiveBlock? {
        do throws(ArchiveError) { return try reader.nextBlock() } catch { throw failure(error) }
    }

    private func failure(_ error: ArchiveError) -> LayerError { layer.failure(error, entry: path) }

    /// What can be checked when every byte has passed.
    private func checkEnd() throws(LayerError) {
        if let size = layer.expected.size, size != stored.count {
            throw LayerError(
                .wrongSize, layer.name, "it holds \(stored.count) bytes, not \(size) as its manifest says",
                remedy: "get or build the image again")
        }
        try layer.check(stored, layer.expected.digest)
        if let plain { try layer.check(plain, layer.expected.plainDigest) }
        let isKnownWhole = isCompressed || layer.expected.digest != nil || plain != nil
        guard reader.hasEndMarker || isKnownWhole else {
            throw LayerError(
                .truncated, layer.name, "the mark of the archive's end is missing, so more may be missing",
                remedy: "get or build this file again")
        }
    }
}
