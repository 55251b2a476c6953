/// The header of one regular file in a tar archive.
///
///     0    100  name            148  8    checksum: the header's bytes, these eight as blanks
///     100  8    mode            156  1    type, `0`
///     108  8    user            257  6    "ustar", NUL
///     116  8    group           263  2    version, "00"
///     124  12   size            329  16   device numbers, zero
///     136  12   time
///
/// Numbers are octal digits with a NUL behind them. Source: POSIX.1-2017, pax, "ustar Interchange Format".
struct TarHeader {
    static let blockSize: UInt64 = 512
    /// Two blocks of zeros end an archive.
    static let end = [UInt8](repeating: 0, count: 2 * Int(blockSize))

    /// The header's block. A file is root's, all may read it, and its time is 0.
    /// - Parameters:
    ///   - name: at most 100 bytes.
    ///   - size: less than 8 GiB.
    /// - Returns: nil where one of them does not fit.
    static func bytes(name: String, size: UInt64) -> [UInt8]? {
        guard name.utf8.count <= 100, size < 1 << 33 else { return nil }
        var block = [UInt8](repeating: 0, count: Int(blockSize))
        func put(_ text: String, at place: Int) {
            block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
        }
        put(name, at: 0)
        for (value, place, digits) in [
            (0o644, 100, 7), (0, 108, 7), (0, 116, 7), (size, 124, 11), (0, 136, 11), (0, 329, 7), (0, 337, 7),
        ] as [(UInt64, Int, Int)] {
            put(octal(value, digits), at: place)
        }
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put("        ", at: 148)
        put(octal(block.reduce(0) { $0 + UInt64($1) }, 6) + "\0 ", at: 148)
        return block
    }

    /// Zeros that fill a file's last block.
    static func padding(_ size: UInt64) -> [UInt8] {
        [UInt8](repeating: 0, count: Int((blockSize - size % blockSize) % blockSize))
    }

    private static func octal(_ value: UInt64, _ digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
    }
}
