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

    init(_ layer: TarLayer, _ limits: LayerLimits) throws(ArchiveError) {
        self.layer = layer
        stored = DigestingBytes(try layer.blob.open())
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

    /// What stopped the reader. Where the stored bytes are not what they must be, that is why, and is said instead.
    private func failure(_ error: ArchiveError) -> LayerError {
        let isContent = [.damaged, .truncated, .trailingData].contains(error.code)
        if isContent, layer.expected.digest != nil, (try? stored.drain()) != nil {
            do throws(LayerError) { try checkStored() } catch { return error }
        }
        return LayerError(error, layer.name, entry: path)
    }

    /// What can be checked when every byte has passed.
    private func checkEnd() throws(LayerError) {
        try checkStored()
        if let plain { try check(layer.expected.plainDigest, plain) }
        let isKnownWhole = isCompressed || layer.expected.digest != nil || plain != nil
        guard reader.hasEndMarker || isKnownWhole else {
            throw LayerError(
                .truncated, layer.name, "the mark of the archive's end is missing, so more may be missing",
                remedy: "get or build this file again")
        }
    }

    private func checkStored() throws(LayerError) {
        if let size = layer.expected.size, size != stored.count {
            throw LayerError(
                .wrongSize, layer.name, "it holds \(stored.count) bytes, not \(size) as its manifest says",
                remedy: "get or build the image again")
        }
        try check(layer.expected.digest, stored)
    }

    private func check(_ expected: Digest?, _ bytes: DigestingBytes) throws(LayerError) {
        guard let expected else { return }
        let found = Digest(bytes: bytes.digest())
        guard found != expected else { return }
        throw LayerError(
            .wrongDigest, layer.name,
            "its bytes have the digest \(found?.description ?? "of no known length"), not \(expected)",
            remedy: "get or build the image again, and never use this copy")
    }
}
