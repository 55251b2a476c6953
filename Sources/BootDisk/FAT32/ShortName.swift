/// A name of up to eight characters and an ending of up to three, filled up with blanks to 11 bytes without the dot.
///
/// Source: Microsoft, "FAT32 File System Specification" 1.03, "FAT Directory Structure", `DIR_Name`.
struct ShortName: Hashable, Comparable {
    let bytes: [UInt8]

    private static let marks = Set("$%'-_@~`!(){}^#&".utf8)

    /// Reads `BOOTX64.EFI`; nil for what has lower-case letters, other characters, or is too long.
    init?(_ name: some StringProtocol) {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...8).contains(parts[0].count) else { return nil }
        let ending = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || (1...3).contains(ending.count) else { return nil }
        guard (parts[0] + ending).allSatisfy(Self.isAllowed) else { return nil }
        bytes = Self.filled(Array(parts[0]), 8) + Self.filled(ending, 3)
    }

    /// A volume's label, which may have blanks inside; nil where it is empty or too long.
    init?(label: String) {
        let bytes = Array(label.utf8)
        guard (1...11).contains(bytes.count), bytes[0] != 0x20,
            bytes.allSatisfy({ $0 == 0x20 || Self.isAllowed($0) })
        else { return nil }
        self.bytes = Self.filled(bytes, 11)
    }

    static let ownDirectory = ShortName(raw: [0x2E] + [UInt8](repeating: 0x20, count: 10))
    static let parentDirectory = ShortName(raw: [0x2E, 0x2E] + [UInt8](repeating: 0x20, count: 9))

    private init(raw: [UInt8]) { bytes = raw }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || marks.contains(byte)
    }

    private static func filled(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
        bytes + [UInt8](repeating: 0x20, count: count - bytes.count)
    }

    static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}
