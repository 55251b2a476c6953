import BootDisk
import Foundation
import TestSupport
import Testing
import Values

@Suite struct UnifiedKernelImageTests {
    private static let sections = [
        UnifiedKernelImage.Section(".osrel", Array("ID=debian\n".utf8)),
        UnifiedKernelImage.Section(".cmdline", Array("console=ttyS0 quiet".utf8)),
        UnifiedKernelImage.Section(".uname", Array("6.12.0-cloud".utf8)),
        UnifiedKernelImage.Section(".linux", (0..<300_001).map { UInt8(truncatingIfNeeded: $0 / 7) }),
        UnifiedKernelImage.Section(".initrd", (0..<70_000).map { UInt8(truncatingIfNeeded: $0 / 3) }),
    ]
    private static let date = Timestamp(seconds: 1_760_000_000)

    private static func refusal(
        _ stub: [UInt8], _ sections: [UnifiedKernelImage.Section] = sections, date: Timestamp = date
    ) -> BootDiskError? {
        BootDiskTests.refusal { () throws(BootDiskError) in
            _ = try UnifiedKernelImage.bytes(stub: stub, sections: sections, sourceDate: date)
        }
    }

    @Test func `objdump and objcopy find all sections of a real stub and ours`() throws {
        let stub = try SampleStub.debian()
        let file = try UnifiedKernelImage.bytes(stub: stub, sections: Self.sections, sourceDate: Self.date)
        try withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("uki.efi").path
            try Data(file).write(to: URL(fileURLWithPath: path))
            let listing = try runTool("/usr/bin/objdump", ["-h", path])
            #expect(listing.status == 0 && listing.errorText == "", "\(listing.errorText)")
            let rows = listing.text.split(separator: "\n").map { $0.split(separator: " ") }
                .filter { $0.count == 7 && $0[1].hasPrefix(".") }
            let image = try SampleStub.image(file)
            #expect(rows.map { String($0[1]) } == image.sections.map(\.name))
            #expect(rows.map { String($0[1]) }.suffix(5) == Self.sections.map(\.name))
            #expect(rows.map { UInt64($0[5], radix: 16) } == image.sections.map { $0.fileRange.lowerBound })

            let headers = try runTool("/usr/bin/objdump", ["-x", path])
            #expect(headers.text.contains("Time/Date\t\tThu Oct  9 08:53:20 2025"), "\(headers.text.prefix(900))")
            #expect(headers.text.contains("CheckSum\t\t00000000"))
            for section in Self.sections {
                let copy = folder.appendingPathComponent("section")
                let arguments = ["-O", "binary", "--only-section=\(section.name)", path, copy.path]
                let copied = try runTool("/usr/bin/objcopy", arguments)
                #expect(copied.status == 0, "\(copied.errorText)")
                let bytes = Array(try Data(contentsOf: copy))
                #expect(bytes.starts(with: section.bytes) && bytes.count - section.bytes.count < 4096)
            }
        }
    }

    @Test func `the stub's own bytes stay, and what is loaded lies as the format wants it`() throws {
        let stub = try SampleStub.debian()
        let before = try SampleStub.image(stub)
        let file = try UnifiedKernelImage.bytes(stub: stub, sections: Self.sections, sourceDate: Self.date)
        let image = try SampleStub.image(file)
        #expect(image.time == Self.date && image.machine == before.machine)
        for section in before.sections {
            #expect(image.section(named: section.name) == section)
            let range = Int(section.fileRange.lowerBound)..<Int(section.fileRange.upperBound)
            #expect(file[range].elementsEqual(stub[range]))
        }
        for section in Self.sections {
            let found = try #require(image.section(named: section.name))
            let range = Int(found.fileRange.lowerBound)..<Int(found.fileRange.upperBound)
            #expect(file[range].elementsEqual(section.bytes))
            #expect(found.address % 4096 == 0 && found.fileRange.lowerBound % 512 == 0)
        }
    }

    @Test(arguments: [0x8664, 0xAA64] as [UInt16])
    func `a stub of either machine will do`(_ machine: UInt16) throws {
        let stub = SampleStub.small(machine: machine)
        let file = try UnifiedKernelImage.bytes(stub: stub, sections: Self.sections, sourceDate: Self.date)
        let image = try SampleStub.image(file)
        #expect(image.machine.rawValue == machine)
        #expect(image.sections.map(\.name) == [".text", ".sdmagic"] + Self.sections.map(\.name))
        #expect(image.section(named: ".osrel")?.address == 0x3000)
        #expect(image.section(named: ".osrel")?.fileRange == 2048..<2058)
        #expect(try UnifiedKernelImage.bytes(stub: stub, sections: Self.sections, sourceDate: Self.date) == file)
    }

    @Test func `what cannot be put together is refused`() {
        let stub = SampleStub.small()
        func section(_ name: String, _ bytes: [UInt8] = [1]) -> [UnifiedKernelImage.Section] {
            [UnifiedKernelImage.Section(name, bytes)]
        }
        #expect(Self.refusal(stub) == nil)
        #expect(Self.refusal(stub, section(".text"))?.reason == "is there twice")
        #expect(Self.refusal(stub, Self.sections + section(".linux"))?.reason == "is there twice")
        #expect(Self.refusal(stub, section(".toolongs"))?.code == .invalidInput)
        #expect(Self.refusal(stub, section("a b"))?.code == .invalidInput)
        #expect(Self.refusal(stub, section(".linux", []))?.reason == "is empty")
        #expect(Self.refusal(stub, date: Timestamp(seconds: 1 << 32))?.field == "time")
        #expect(Self.refusal(stub, date: Timestamp(seconds: -1))?.field == "time")
        #expect(Self.refusal([])?.field == "DOS header")
        let signed = Damage.patched(stub, SampleStub.optional + 112 + 36, [8])
        #expect(Self.refusal(signed)?.reason.contains("signed") == true)
        let many = (0..<16).map { UnifiedKernelImage.Section(".s\($0)", [1]) }
        #expect(Self.refusal(stub, many)?.code == .noRoom)
        #expect(Self.refusal(stub, Array(many.dropLast())) == nil)
        let used = Damage.patched(stub, SampleStub.table + 100, [1])
        #expect(Self.refusal(used)?.code == .noRoom)
    }
}
