import TestSupport

/// Writes ustar archives in memory, thousands in a second, and of hostile entries that no honest tool writes.
///
/// Source: POSIX.1-1988 ustar header: name 0+100, mode 100+8, uid 108+8, gid 116+8, size 124+12, mtime 136+12,
/// checksum 148+8, type 156, link name 157+100, magic 257+8, device major 329+8, device minor 337+8.
struct TarWriter {
    private(set) var bytes: [UInt8] = []

    /// - Parameters:
    ///   - type: `0` file, `1` hard link, `2` symbolic link, `3` and `4` devices, `5` directory, `6` pipe.
    ///   - name: at most 100 bytes, as are targets.
    mutating func add(_ type: Character, _ name: String, target: String = "", data: [UInt8] = [], size: Int? = nil) {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        func octal(_ value: Int, _ digits: Int, _ offset: Int) {
            let text = String(value, radix: 8)
            put(String(repeating: "0", count: digits - text.utf8.count) + text, offset)
        }
        put(name, 0)
        octal(0o644, 7, 100)
        octal(0, 7, 108)
        octal(0, 7, 116)
        octal(size ?? data.count, 11, 124)
        octal(1, 11, 136)
        put(String(type), 156)
        put(target, 157)
        put("ustar\u{0}00", 257)
        octal(1, 7, 329)
        octal(3, 7, 337)
        put("        ", 148)
        octal(header.reduce(0) { $0 + Int($1) }, 6, 148)
        header[154] = 0
        bytes += header + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
    }

    /// The archive with its end mark.
    func finished() -> [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }
}
