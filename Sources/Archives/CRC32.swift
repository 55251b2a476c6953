import CISAL

/// The checksum of RFC 1952, by ISA-L.
package enum CRC32 {
    /// The checksum of everything up to and including `bytes`; 0 is the start.
    package static func update(_ checksum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = bytes.baseAddress else { return checksum }
        return crc32_gzip_refl(checksum, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }
}
