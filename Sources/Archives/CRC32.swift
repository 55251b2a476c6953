import CZlib

/// The checksum of RFC 1952, by zlib.
package enum CRC32 {
    /// The checksum of everything up to and including `bytes`; 0 is the start.
    package static func update(_ checksum: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
        // zlib takes a null pointer as a wish for the start value.
        guard let start = bytes.baseAddress else { return checksum }
        return UInt32(crc32_z(UInt(checksum), start.assumingMemoryBound(to: UInt8.self), bytes.count))
    }
}
