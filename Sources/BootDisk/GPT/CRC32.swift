/// The checksum of a partition table's header and entries, by a table.
///
/// Bulk data is summed by `Archives`, whose code is faster and in C; this one keeps this target free of C and is used
/// for some 16 KiB. Source: UEFI specification 2.10, section 5.3.2 ("CCITT32 ANSI CRC", polynomial 0x04C11DB7).
enum CRC32 {
    /// For each byte, what eight steps of dividing by the bit-reversed polynomial leave.
    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }

    static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
        let table = table
        return ~bytes.reduce(~0) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
    }
}
