extension ELFFile {
    /// A part of the file, by its section header.
    ///
    ///      0 name, in the section of the names (32)    4 type (32)    24 offset (64)    32 bytes (64)
    ///     40 section that goes with it (32)
    ///
    /// Source: System V ABI, generic, chapter 4 ("Sections").
    struct Section {
        static let symbolTable: UInt32 = 2

        let name: Int
        let type: UInt32
        /// nil where it is not in the file.
        let content: Range<Int>?
        /// Of a symbol table: the section of its names.
        let link: Int
    }

    /// More than any program or module has.
    private static let mostSections = 8192
    private static let headerSize = 64
    private static let symbolSize = 24

    /// Where the bytes of a section stand in the file; nil where there is none of that name.
    func section(named name: String) throws(BootDiskError) -> Range<Int>? {
        let sections = try sections()
        guard !sections.isEmpty else { return nil }
        let index = Int(bytes.number(at: 62, as: UInt16.self) ?? 0)
        guard index < sections.count, let names = sections[index].content else {
            throw BootDiskError(.damaged, .elf, "section names", "are not in the file")
        }
        for section in sections {
            let found = bytes.string(at: names.lowerBound + section.name, before: names.upperBound)
            guard let found, found.elementsEqual(name.utf8) else { continue }
            guard let content = section.content else {
                throw BootDiskError(.damaged, .elf, "section \(name)", "ends behind the file")
            }
            return content
        }
        return nil
    }

    /// Names of symbols that start with `prefix`, without it, in the order of the symbol table.
    func symbols(startingWith prefix: String) throws(BootDiskError) -> [String] {
        let sections = try sections()
        guard let table = sections.first(where: { $0.type == Section.symbolTable }) else { return [] }
        guard let symbols = table.content, table.link < sections.count, let names = sections[table.link].content else {
            throw BootDiskError(.damaged, .elf, "symbol table", "or its names are not in the file")
        }
        let prefix = Array(prefix.utf8)
        var found: [String] = []
        for place in stride(from: symbols.lowerBound, to: symbols.upperBound, by: Self.symbolSize) {
            let start = names.lowerBound + Int(bytes.number(at: place, as: UInt32.self) ?? 0)
            guard start < names.upperBound, bytes[start..<names.upperBound].starts(with: prefix),
                let name = bytes.string(at: start, before: names.upperBound)
            else { continue }
            found.append(String(decoding: name.dropFirst(prefix.count), as: UTF8.self))
        }
        return found
    }

    /// Strings that each end with a zero, without the empty ones.
    func strings(in range: Range<Int>) -> [String] {
        bytes[range].split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private func sections() throws(BootDiskError) -> [Section] {
        let start: UInt64 = bytes.number(at: 40) ?? 0
        let size = Int(bytes.number(at: 58, as: UInt16.self) ?? 0)
        let count = Int(bytes.number(at: 60, as: UInt16.self) ?? 0)
        guard count > 0 else { return [] }
        guard size == Self.headerSize, count <= Self.mostSections, let table = bytes.range(start, count * size) else {
            throw BootDiskError(.damaged, .elf, "section headers", "are cut off, too many or of another size")
        }
        return stride(from: table.lowerBound, to: table.upperBound, by: size).map { header in
            func word(_ offset: Int) -> UInt32 { bytes.number(at: header + offset) ?? 0 }
            let offset: UInt64 = bytes.number(at: header + 24) ?? .max
            let size: UInt64 = bytes.number(at: header + 32) ?? .max
            return Section(
                name: Int(word(0)), type: word(4), content: bytes.range(offset, size), link: Int(word(40)))
        }
    }
}
