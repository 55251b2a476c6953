import Archives
package import Values

/// A layer that is a tar archive: plain, gzip, zstd or xz.
package struct TarLayer: Layer {
    package let name: String
    let blob: any Blob
    let expected: Expected

    /// What the layer's bytes must be, where that is known.
    package struct Expected: Sendable, Equatable {
        /// Of the stored bytes.
        package var digest: Digest?
        /// Of the stored bytes.
        package var size: UInt64?
        /// Of the archive behind the compression (`rootfs.diff_ids` of an image configuration).
        package var plainDigest: Digest?

        package init(digest: Digest? = nil, size: UInt64? = nil, plainDigest: Digest? = nil) {
            self.digest = digest
            self.size = size
            self.plainDigest = plainDigest
        }
    }

    package init(_ blob: any Blob, name: String? = nil, expected: Expected = Expected()) {
        self.blob = blob
        self.name = name ?? blob.name
        self.expected = expected
    }

    package func open(_ limits: LayerLimits) throws(LayerError) -> any EntryStream {
        do throws(ArchiveError) {
            return try TarEntryStream(self, limits)
        } catch {
            throw LayerError(error, name)
        }
    }
}
