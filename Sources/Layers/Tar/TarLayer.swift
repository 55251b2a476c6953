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

    package var identity: String? {
        expected.digest.map { "stored \($0)" } ?? expected.plainDigest.map { "plain \($0)" } ?? blob.identity
    }

    package var sourcePath: String? { blob.sourcePath }

    package var storedSize: UInt64? { expected.size ?? blob.size }

    package func open(_ limits: LayerLimits, takesDigest: Bool) throws(LayerError) -> any EntryStream {
        do throws(ArchiveError) { return try TarEntryStream(self, limits, takesDigest: takesDigest) } catch {
            throw failure(error)
        }
    }

    /// What stopped the reader. Where the stored bytes are not what they must be, that is why, and is said instead.
    func failure(_ error: ArchiveError, entry: [UInt8]? = nil) -> LayerError {
        let isContent = [.damaged, .truncated, .trailingData, .unsupported].contains(error.code)
        if isContent, expected.digest != nil, let source = try? blob.open() {
            let stored = DigestingBytes(source)
            if (try? stored.drain()) != nil {
                do throws(LayerError) { try check(stored, expected.digest) } catch { return error }
            }
        }
        return LayerError(error, name, entry: entry)
    }

    /// Compares the digest of bytes that have passed with the one that they must have.
    func check(_ bytes: DigestingBytes, _ expected: Digest?) throws(LayerError) {
        guard let expected else { return }
        let found = Digest(bytes: bytes.digest())
        guard found != expected else { return }
        throw LayerError(
            .wrongDigest, name,
            "its bytes have the digest \(found?.description ?? "of no known length"), not \(expected)",
            remedy: "get or build the image again, and never use this copy")
    }
}
