package import Archives
package import Values

/// One pass over a layer, from its first entry to its last.
package protocol EntryStream: AnyObject {
    /// The next entry; nil at the end, where all that can be checked only then (checksums, digests) has been checked.
    func next() throws(LayerError) -> StoredEntry?
    /// The next stored bytes of the current regular file, in rising order of offsets; nil at its end.
    func nextBlock() throws(LayerError) -> ArchiveBlock?
    /// Bytes that have come out of the layer so far, decompressed.
    var uncompressedBytes: UInt64 { get }
    /// Bytes of the layer that have been read so far, as stored.
    var storedBytes: UInt64 { get }
    /// Of the stored bytes, when all have passed; nil where it was not taken, and for a directory, which has none.
    var storedDigest: Digest? { get }
}

/// A layer that can be read any number of times, from any task.
package protocol Layer: Sendable {
    /// The layer, as the user knows it.
    var name: String { get }
    /// A name for exactly these bytes, known without reading them: a digest, or what the system says about a file. nil
    /// where there is none.
    var identity: String? { get }
    /// The file of this machine that holds it; nil where there is none.
    var sourcePath: String? { get }
    /// Bytes of the layer as stored, where that is known before it is read.
    var storedSize: UInt64? { get }
    /// - Parameters:
    ///   - limits: what the stream must not exceed.
    ///   - takesDigest: whether `storedDigest` is wanted; what is known beforehand is compared in any case.
    func open(_ limits: LayerLimits, takesDigest: Bool) throws(LayerError) -> any EntryStream
}
