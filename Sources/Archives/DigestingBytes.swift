private import Crypto

/// Passes a stream on, counts it, and takes the SHA-256 of what passes where that is wanted.
package final class DigestingBytes: ByteSource {
    private let source: any ByteSource
    private var hash: SHA256?
    /// How many bytes have passed.
    package private(set) var count: UInt64 = 0

    /// - Parameter takesDigest: false to only count.
    package init(_ source: any ByteSource, takesDigest: Bool = true) {
        self.source = source
        hash = takesDigest ? SHA256() : nil
    }

    package func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        let bytes = try source.next()
        hash?.update(bufferPointer: bytes)
        count += UInt64(bytes.count)
        return bytes
    }

    /// The digest of what has passed so far: 32 bytes; none where it is not taken.
    package func digest() -> [UInt8] { hash.map { Array($0.finalize()) } ?? [] }
}
