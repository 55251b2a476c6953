private import Crypto

/// Passes a stream on and takes the SHA-256 of what passes.
package final class DigestingBytes: ByteSource {
    private let source: any ByteSource
    private var hash = SHA256()
    /// How many bytes have passed.
    package private(set) var count: UInt64 = 0

    package init(_ source: any ByteSource) { self.source = source }

    package func next() throws(ArchiveError) -> UnsafeRawBufferPointer {
        let bytes = try source.next()
        hash.update(bufferPointer: bytes)
        count += UInt64(bytes.count)
        return bytes
    }

    /// The digest of what has passed so far: 32 bytes.
    package func digest() -> [UInt8] { Array(hash.finalize()) }
}
