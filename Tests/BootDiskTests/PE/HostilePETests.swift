import BootDisk
import TestSupport
import Testing
import Values

@Suite struct HostilePETests {
    private static func refusal(_ bytes: [UInt8]) -> BootDiskError? {
        BootDiskTests.refusal { () throws(BootDiskError) in
            for section in try SampleStub.image(bytes).sections {
                _ = bytes[Int(section.fileRange.lowerBound)..<Int(section.fileRange.upperBound)]
            }
        }
    }

    @Test func `every field of the headers is checked`() {
        let stub = SampleStub.small()
        #expect(Self.refusal(stub) == nil)
        let (header, optional, table) = (SampleStub.header, SampleStub.optional, SampleStub.table)
        let most: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
        for (offset, bytes, field) in [
            (0, [0], "DOS header"), (60, most, "PE header"), (60, [66], "PE header"),
            (header + 4, [0x4C, 1], "machine"),
            (header + 6, [97], "sections"), (header + 6, [40], "size of all headers"),
            (header + 20, [0, 0], "optional header"), (header + 20, [0xFF, 0xFF], "optional header"),
            (header + 20, [111], "optional header"), (optional, [0x0B, 1], "optional header"),
            (optional + 32, [0, 0, 0, 0], "alignment"), (optional + 36, [0, 0], "alignment"),
            (optional + 36, [0, 0x20], "alignment"), (optional + 32, most, "alignment"),
            (optional + 60, [1, 0], "size of all headers"), (optional + 60, most, "size of all headers"),
            (optional + 56, [0, 0x10], "section 1"), (table, [1], "section 1"), (table + 40 + 16, most, "section 2"),
            (table + 40 + 20, most, "section 2"), (table + 40 + 8, most, "section 2"),
            (table + 40 + 12, [0, 0, 0, 0], "section 2"), (table + 40 + 12, most, "section 2"),
        ] as [(Int, [UInt8], String)] {
            let error = Self.refusal(Damage.patched(stub, offset, bytes))
            #expect(error?.field == field, "offset \(offset): \(error?.description ?? "accepted")")
        }
    }

    @Test func `a program that is cut off is refused`() {
        let stub = SampleStub.small()
        for length in 0..<stub.count { #expect(Self.refusal(Array(stub[..<length])) != nil) }
    }

    @Test(arguments: 0..<4) func `a damaged program is a typed error or sections, never a crash`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var refused = 0
        let section = UnifiedKernelImage.Section(".linux", [1, 2, 3])
        for _ in 0..<1500 {
            var stub = SampleStub.small()
            for _ in 0..<Int.random(in: 1...4, using: &random) { Damage.change(&stub, in: 0..<420, &random) }
            let error = BootDiskTests.refusal { () throws(BootDiskError) in
                let image = try UnifiedKernelImage.bytes(stub: stub, sections: [section], sourceDate: .init(seconds: 1))
                for section in try SampleStub.image(image).sections {
                    _ = image[Int(section.fileRange.lowerBound)..<Int(section.fileRange.upperBound)]
                }
            }
            if error != nil { refused += 1 }
        }
        #expect(refused > 100)
    }
}
