/// What a program or a shared library needs to run: what an initramfs must hold beside it.
///
/// An entry of the dynamic section is a tag and a value of 64 bits each, up to the tag 0; the strings are in a table
/// whose address another entry gives.
///
/// Source: System V ABI, generic, chapter 5 ("Dynamic Linking"); ld.so(8).
package struct ELFDependencies: Equatable, Sendable {
    /// The dynamic linker's path; nil for a library and a static program.
    package let interpreter: String?
    /// DT_NEEDED: names of libraries, in their order.
    package let needed: [String]
    /// DT_RUNPATH, or DT_RPATH where that is missing: folders to look into first; may name `$ORIGIN`.
    package let runPath: [String]

    private enum Tag {
        static let needed: UInt64 = 1
        static let stringTable: UInt64 = 5
        static let stringBytes: UInt64 = 10
        static let path: UInt64 = 15
        static let runPath: UInt64 = 29
    }
    private static let mostEntries = 4096
    private static let longestString = 4096

    /// - Parameter bytes: the whole file.
    package init(_ bytes: [UInt8]) throws(BootDiskError) {
        let file = try ELFFile(bytes)
        interpreter = try Self.interpreter(of: file)
        var values: [UInt64: [UInt64]] = [:]
        if let dynamic = file.segments.first(where: { $0.type == ELFFile.Segment.dynamic }) {
            values = try Self.entries(dynamic, bytes)
        }
        let offsets = [Tag.needed, Tag.path, Tag.runPath].flatMap { values[$0] ?? [] }
        guard !offsets.isEmpty else {
            (needed, runPath) = ([], [])
            return
        }
        guard let address = values[Tag.stringTable]?.first, let size = values[Tag.stringBytes]?.first,
            let segment = file.segments.first(where: {
                $0.type == ELFFile.Segment.load && address >= $0.address && address - $0.address < $0.size
            }),
            let table = Self.sum(segment.offset, address - segment.address).flatMap({ bytes.range($0, size) })
        else {
            throw BootDiskError(.damaged, .elf, "dynamic string table", "is missing or not in the file")
        }
        func string(_ offset: UInt64) throws(BootDiskError) -> String {
            guard let place = Self.sum(UInt64(table.lowerBound), offset),
                let string = bytes.string(at: place, before: table.upperBound), string.count <= Self.longestString
            else { throw BootDiskError(.damaged, .elf, "dynamic string \(offset)", "is not in the string table") }
            return String(decoding: string, as: UTF8.self)
        }
        needed = try (values[Tag.needed] ?? []).map(string)
        let path = try (values[Tag.runPath] ?? values[Tag.path])?.first.map(string)
        runPath = path.map { $0.split(separator: ":").map(String.init) } ?? []
    }

    private static func interpreter(of file: ELFFile) throws(BootDiskError) -> String? {
        guard let segment = file.segments.first(where: { $0.type == ELFFile.Segment.interpreter }) else { return nil }
        guard segment.size <= UInt64(longestString), let range = file.bytes.range(segment.offset, segment.size),
            let path = file.bytes.string(at: range.lowerBound, before: range.upperBound)
        else { throw BootDiskError(.damaged, .elf, "interpreter", "is no path in the file") }
        return String(decoding: path, as: UTF8.self)
    }

    private static func entries(
        _ segment: ELFFile.Segment, _ bytes: [UInt8]
    ) throws(BootDiskError) -> [UInt64: [UInt64]] {
        guard let range = bytes.range(segment.offset, segment.size), range.count / 16 <= mostEntries else {
            throw BootDiskError(.damaged, .elf, "dynamic section", "is not in the file, or larger than any")
        }
        var values: [UInt64: [UInt64]] = [:]
        for place in stride(from: range.lowerBound, to: range.upperBound - 15, by: 16) {
            guard let tag = bytes.number(at: place, as: UInt64.self), tag != 0 else { break }
            values[tag, default: []].append(bytes.number(at: place + 8) ?? 0)
        }
        return values
    }

    private static func sum(_ left: UInt64, _ right: UInt64) -> UInt64? {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : sum
    }
}
