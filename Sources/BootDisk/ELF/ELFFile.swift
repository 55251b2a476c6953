/// The header of a 64-bit little-endian ELF file of unknown origin, and where its program headers and sections stand.
///
///      0 "\x7FELF", class 2, data 1      16 type (16)             18 machine (16)
///     32 program headers (64)            40 section headers (64)  54 bytes of one (16)     56 how many (16)
///     58 bytes of a section header (16)  60 how many (16)         62 the one of the names (16)
///
/// Source: System V ABI, generic, chapter 4 ("ELF Header"); Linux, include/uapi/linux/elf.h.
struct ELFFile {
    /// A stretch of the file, by its program header.
    ///
    ///      0 type (32)    8 offset (64)    16 address (64)    32 bytes in the file (64)
    struct Segment {
        static let load: UInt32 = 1
        static let dynamic: UInt32 = 2
        static let interpreter: UInt32 = 3

        let type: UInt32
        let offset: UInt64
        let address: UInt64
        let size: UInt64
    }

    let bytes: [UInt8]
    let segments: [Segment]

    init(_ bytes: [UInt8]) throws(BootDiskError) {
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]), bytes.count >= 64 else {
            throw BootDiskError(.damaged, .elf, "header", "is not that of an ELF file")
        }
        guard bytes[4] == 2, bytes[5] == 1 else {
            throw BootDiskError(.unsupported, .elf, "header", "is not that of a 64-bit little-endian file")
        }
        self.bytes = bytes
        let start: UInt64 = bytes.number(at: 32) ?? 0
        let count = UInt64(bytes.number(at: 56, as: UInt16.self) ?? 0)
        let size = UInt64(bytes.number(at: 54, as: UInt16.self) ?? 0)
        guard count == 0 || (size == 56 && bytes.range(start, count * size) != nil) else {
            throw BootDiskError(.damaged, .elf, "program headers", "are cut off or of another size")
        }
        segments = (0..<count).compactMap { index in
            let place = Int(start + index * size)
            guard let type = bytes.number(at: place, as: UInt32.self),
                let offset = bytes.number(at: place + 8, as: UInt64.self),
                let address = bytes.number(at: place + 16, as: UInt64.self),
                let size = bytes.number(at: place + 32, as: UInt64.self)
            else { return nil }
            return Segment(type: type, offset: offset, address: address, size: size)
        }
    }
}
