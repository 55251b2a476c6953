private import Crypto

/// The SHA-256 of bytes that come in parts.
package struct ByteDigest {
    private var hash = SHA256()
    /// How many bytes have been added.
    package private(set) var count: UInt64 = 0

    package init() {}

    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        hash.update(bufferPointer: bytes)
        count += UInt64(bytes.count)
    }

    /// Of what has been added so far: 32 bytes.
    package var bytes: [UInt8] { Array(hash.finalize()) }
}
