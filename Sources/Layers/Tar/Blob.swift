package import Archives
package import Values

/// Stored bytes that can be read any number of times: a file, a part of one, later an HTTPS download.
package protocol Blob: Sendable {
    /// As the user knows it.
    var name: String { get }
    /// Bytes, where they are known before reading.
    var size: UInt64? { get }
    /// A name for exactly these bytes; nil where there is none.
    var identity: String? { get }
    /// The file of this machine that holds it; nil where there is none.
    var sourcePath: String? { get }
    /// The bytes from the first one on.
    func open() throws(ArchiveError) -> any ByteSource
}

extension Blob {
    package var identity: String? { nil }
    package var sourcePath: String? { nil }
}

/// Where the blobs of an image are: an OCI image layout, an archive of one, later a registry.
package protocol BlobSource: Sendable {
    /// As the user knows it.
    var name: String { get }
    /// The blob at a path such as `index.json` or `blobs/sha256/HEX`; nil where there is none.
    func blob(_ path: String) throws(LayerError) -> (any Blob)?
}

/// A file, or a part of one.
package struct FileBlob: Blob {
    package let name: String
    package let sourcePath: String?
    private let file: String
    private let range: Range<UInt64>?
    package var size: UInt64? {
        if let range { return range.upperBound - range.lowerBound }
        return (try? FileStatus(Array(file.utf8), followsLinks: true))?.size
    }

    /// Which file it is, how long, and when its content and its inode were last changed.
    package var identity: String? {
        let status: FileStatus? = try? FileStatus(Array(file.utf8), followsLinks: true)
        return status.map { "file \($0.version) \(range.map { "\($0)" } ?? "")" }
    }

    /// - Parameters:
    ///   - range: the part of the file that is meant; nil for all of it.
    ///   - name: how it is called in messages; the path where nil.
    package init(path: String, range: Range<UInt64>? = nil, name: String? = nil) {
        sourcePath = path
        file = path
        self.range = range
        self.name = name ?? path
    }

    package func open() throws(ArchiveError) -> any ByteSource {
        try FileBytes(path: Array(file.utf8), range: range)
    }

    /// Reads all bytes, and compares their digest with the one that they must have.
    package func check(_ digest: Digest) throws(LayerError) {
        let bytes: DigestingBytes
        do throws(ArchiveError) {
            bytes = DigestingBytes(try open())
            try bytes.drain()
        } catch { throw LayerError(error, name) }
        try TarLayer(self).check(bytes, digest)
    }
}
