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

    /// More than any program or module has.
    static let mostSections = 8192

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

    /// Where the bytes of a section stand in the file; nil where there is none of that name.
    ///
    ///      0 name, in the section of the names (32)    24 offset (64)    32 bytes (64)
    func section(named name: String) throws(BootDiskError) -> Range<Int>? {
        let start: UInt64 = bytes.number(at: 40) ?? 0
        let size = Int(bytes.number(at: 58, as: UInt16.self) ?? 0)
        let count = Int(bytes.number(at: 60, as: UInt16.self) ?? 0)
        let names = Int(bytes.number(at: 62, as: UInt16.self) ?? 0)
        guard count > 0 else { return nil }
        guard size == 64, count <= Self.mostSections, names < count, let table = bytes.range(start, count * size),
            let strings = content(ofSectionAt: table.lowerBound + names * size)
        else {
            throw BootDiskError(.damaged, .elf, "section headers", "are cut off, too many or of another size")
        }
        for header in stride(from: table.lowerBound, to: table.upperBound, by: size) {
            let offset = Int(bytes.number(at: header, as: UInt32.self) ?? 0)
            guard let found = bytes.string(at: strings.lowerBound + offset, before: strings.upperBound) else { continue }
            guard found.elementsEqual(name.utf8) else { continue }
            guard let content = content(ofSectionAt: header) else {
                throw BootDiskError(.damaged, .elf, "section \(name)", "ends behind the file")
            }
            return content
        }
        return nil
    }

    private func content(ofSectionAt header: Int) -> Range<Int>? {
        guard let offset = bytes.number(at: header + 24, as: UInt64.self),
            let size = bytes.number(at: header + 32, as: UInt64.self)
        else { return nil }
        return bytes.range(offset, size)
    }

    /// Strings that each end with a zero, without the empty ones.
    func strings(in range: Range<Int>) -> [String] {
        bytes[range].split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
