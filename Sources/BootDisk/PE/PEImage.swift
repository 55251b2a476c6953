package import Values

/// The headers of a 64-bit PE image (PE32+) of unknown origin, as EFI programs are.
///
///      0 "MZ"        60 offset of the next (32)
///      at it:  0 "PE\0\0"     4 machine (16)     6 sections (16)      8 time (32)     12 symbols (32), count (32)
///             20 bytes of the optional header (16)
///      24 behind, the optional header:
///              0 0x20B        8 initialized data (32)
///             32 section alignment (32)          36 file alignment (32)
///             56 size in memory (32)             60 size of all headers (32)          64 checksum (32)
///            108 data directories (32)          112 + 8 × 4 certificates: offset and size (2 × 32)
///      then the section table
///
/// Source: Microsoft, PE Format, "MS-DOS Stub" to "Section Table"; UEFI specification 2.10, section 2.1.1.
package struct PEImage: Equatable, Sendable {
    package enum Machine: UInt16, Sendable, CaseIterable {
        case x86 = 0x8664
        case arm = 0xAA64
    }

    package typealias Read = (Range<UInt64>) throws(BootDiskError) -> [UInt8]

    package let machine: Machine
    package let time: Timestamp
    /// In the order of their addresses.
    package let sections: [PESection]
    let start: Int
    let optionalStart: Int
    let tableStart: Int
    let sectionAlignment: UInt32
    let fileAlignment: UInt32
    let sizeInMemory: UInt32
    let sizeOfHeaders: UInt32
    let hasCertificates: Bool

    /// Windows' loader takes no more.
    static let mostSections = 96

    package func section(named name: String) -> PESection? { sections.first { $0.name == name } }

    /// - Parameters:
    ///   - size: bytes of the file.
    ///   - read: bytes of the file in a range, exactly as many; ranges lie inside it.
    package init(size: UInt64, read: Read) throws(BootDiskError) {
        func failure(_ field: String, _ reason: String, _ code: BootDiskError.Code = .damaged) -> BootDiskError {
            BootDiskError(code, .pe, field, reason)
        }
        func bytes(_ start: Int, _ count: Int, _ name: String) throws(BootDiskError) -> [UInt8] {
            guard UInt64(start) <= size, UInt64(count) <= size - UInt64(start) else {
                throw failure(name, "is cut off")
            }
            let bytes = try read(UInt64(start)..<UInt64(start + count))
            guard bytes.count == count else { throw failure(name, "is cut off") }
            return bytes
        }
        let dos = try bytes(0, 64, "DOS header")
        guard dos[0] == 0x4D, dos[1] == 0x5A else { throw failure("DOS header", "does not start with \"MZ\"") }
        start = Int(dos.number(at: 60, as: UInt32.self) ?? 0)
        let header = try bytes(start, 24, "PE header")
        guard header[..<4].elementsEqual([0x50, 0x45, 0, 0]) else {
            throw failure("PE header", "does not start with \"PE\"")
        }
        guard let machine = Machine(rawValue: header.number(at: 4) ?? 0) else {
            throw failure("machine", "is neither x86-64 nor arm64", .unsupported)
        }
        self.machine = machine
        time = Timestamp(seconds: Int64(header.number(at: 8, as: UInt32.self) ?? 0))
        let count = Int(header.number(at: 6, as: UInt16.self) ?? 0)
        guard count <= Self.mostSections else {
            throw failure("sections", "are \(count); \(Self.mostSections) are the most", .limit)
        }

        optionalStart = start + 24
        let optional = try bytes(optionalStart, Int(header.number(at: 20, as: UInt16.self) ?? 0), "optional header")
        guard optional.number(at: 0) == 0x20B as UInt16, optional.count >= 112 else {
            throw failure("optional header", "is not that of a 64-bit image (PE32+)", .unsupported)
        }
        let numbers = [32, 36, 56, 60, 108].map { optional.number(at: $0, as: UInt32.self) ?? 0 }
        sectionAlignment = numbers[0]
        fileAlignment = numbers[1]
        sizeInMemory = numbers[2]
        sizeOfHeaders = numbers[3]
        hasCertificates = numbers[4] > 4 && optional.number(at: 112 + 36, as: UInt32.self) ?? 0 != 0
        guard fileAlignment.nonzeroBitCount == 1, sectionAlignment.nonzeroBitCount == 1, fileAlignment <= 1 << 16,
            fileAlignment <= sectionAlignment, sectionAlignment <= 1 << 24
        else {
            throw failure("alignment", "is \(sectionAlignment) in memory and \(fileAlignment) in the file")
        }
        tableStart = optionalStart + optional.count
        let table = try bytes(tableStart, count * PESection.size, "section table")
        guard UInt64(tableStart + table.count) <= UInt64(sizeOfHeaders), UInt64(sizeOfHeaders) <= size else {
            throw failure("size of all headers", "is \(sizeOfHeaders), less than they are or more than the file")
        }
        sections = try Self.sections(table, fileSize: size, sizeInMemory: sizeInMemory)
    }

    private static func sections(
        _ table: [UInt8], fileSize: UInt64, sizeInMemory: UInt32
    ) throws(BootDiskError) -> [PESection] {
        var sections: [PESection] = []
        for start in stride(from: 0, to: table.count, by: PESection.size) {
            let number = sections.count + 1
            func failure(_ reason: String) -> BootDiskError {
                BootDiskError(.damaged, .pe, "section \(number)", reason)
            }
            guard let section = PESection(decoding: Array(table[start..<(start + PESection.size)])) else {
                throw failure("has a name that is no text")
            }
            guard section.endInFile <= fileSize else { throw failure("ends behind the end of the file") }
            guard section.endInMemory <= UInt64(sizeInMemory) else { throw failure("ends behind the image in memory") }
            guard UInt64(section.address) >= sections.last?.endInMemory ?? 0 else {
                throw failure("starts before the end of the section before it")
            }
            sections.append(section)
        }
        return sections
    }
}
