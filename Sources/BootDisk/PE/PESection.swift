/// A section of a PE image.
///
///      0 name, 8 bytes                20 offset in the file (32)       32 line numbers of COFF (16 + 16)
///      8 bytes in memory (32)         24 relocations of COFF (32)      36 flags (32)
///     12 address (32)                 28 line numbers of COFF (32)
///     16 bytes in the file (32)
///
/// Source: Microsoft, PE Format, "Section Table (Section Headers)".
package struct PESection: Equatable, Sendable {
    static let size = 40
    /// Initialized data that may be read.
    static let dataFlags: UInt32 = 0x4000_0040
    /// Code that may be read and executed.
    static let codeFlags: UInt32 = 0x6000_0020

    /// Up to eight characters, the zeros behind it left out.
    package let name: String
    /// From the image's base in memory.
    package let address: UInt32
    /// In memory; what the file does not have of it is zero.
    package let sizeInMemory: UInt32
    let fileOffset: UInt32
    let sizeInFile: UInt32
    let flags: UInt32

    /// The bytes of the file that hold the content, without padding. Where there are none, the offset may be anything.
    package var fileRange: Range<UInt64> {
        guard sizeInFile > 0 else { return 0..<0 }
        return UInt64(fileOffset)..<(UInt64(fileOffset) + UInt64(min(sizeInFile, sizeInMemory)))
    }

    var endInMemory: UInt64 { UInt64(address) + UInt64(sizeInMemory) }
    var endInFile: UInt64 { sizeInFile == 0 ? 0 : UInt64(fileOffset) + UInt64(sizeInFile) }

    var encoded: [UInt8] {
        var bytes = Array(name.utf8)
        bytes.pad(to: 8)
        for number in [sizeInMemory, address, sizeInFile, fileOffset, 0, 0, 0, flags] {
            bytes.append(littleEndian: number)
        }
        return bytes
    }
}

extension PESection {
    /// nil where the name is no ASCII text, or the bytes are no section.
    init?(decoding bytes: [UInt8]) {
        let name = bytes.prefix(8).prefix { $0 != 0 }
        guard bytes.count == Self.size, name.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        let numbers = [8, 12, 16, 20, 36].map { bytes.number(at: $0, as: UInt32.self) ?? 0 }
        self.init(
            name: String(decoding: name, as: UTF8.self), address: numbers[1], sizeInMemory: numbers[0],
            fileOffset: numbers[3], sizeInFile: numbers[2], flags: numbers[4])
    }
}
