import BootDisk
import Foundation
import TestSupport

/// EFI stubs: Debian's, and a small one of any machine.
enum SampleStub {
    /// The stub of the package systemd-boot-efi, which `Scripts/setup` unpacks.
    static func debian() throws -> [UInt8] {
        let folder = ReferenceTools.privateTool("systemd-boot-efi/usr/lib/systemd/boot/efi")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard let name = names.sorted().first(where: { $0.hasPrefix("linux") && $0.hasSuffix(".efi.stub") }) else {
            throw Unreadable(description: "no systemd stub in \(folder): run Scripts/setup")
        }
        return Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }

    /// Where fields of `small` stand.
    static let header = 64
    static let optional = header + 24
    static let table = optional + 240

    /// Headers of 1 KiB with room for 17 sections, and two of them: `.text` and `.sdmagic`.
    static func small(machine: UInt16 = 0xAA64, sections: [(name: String, address: UInt32)] = standard) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1024)
        func set(_ offset: Int, _ value: UInt64, _ count: Int) {
            for index in 0..<count { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index)) }
        }
        bytes.replaceSubrange(0..<2, with: Array("MZ".utf8))
        set(60, UInt64(header), 4)
        bytes.replaceSubrange(header..<(header + 2), with: Array("PE".utf8))
        set(header + 4, UInt64(machine), 2)
        set(header + 6, UInt64(sections.count), 2)
        set(header + 20, 240, 2)
        set(header + 22, 0x22E, 2)
        for (offset, value, size) in [
            (0, 0x20B, 2), (8, 512, 4), (16, 0x1000, 4), (24, 0x1_4000_0000, 8), (32, 4096, 4), (36, 512, 4),
            (56, 0x3000, 4), (60, 1024, 4), (68, 10, 2), (108, 16, 4),
        ] { set(optional + offset, UInt64(value), size) }
        for (index, section) in sections.enumerated() {
            let start = table + index * 40
            bytes.replaceSubrange(start..<(start + section.name.utf8.count), with: Array(section.name.utf8))
            let sizes = [(8, 100), (12, UInt64(section.address)), (16, 512), (20, UInt64(1024 + 512 * index))]
            for (offset, value) in sizes { set(start + offset, value, 4) }
            set(start + 36, 0x4000_0040, 4)
        }
        return bytes + [UInt8](repeating: 0xAB, count: 512 * sections.count)
    }

    static let standard: [(name: String, address: UInt32)] = [(".text", 0x1000), (".sdmagic", 0x2000)]

    static func image(_ bytes: [UInt8]) throws(BootDiskError) -> PEImage {
        try PEImage(size: UInt64(bytes.count)) { Array(bytes[Int($0.lowerBound)..<Int($0.upperBound)]) }
    }
}
