import Foundation
import RootTree
import SquashFS
import Testing
import TestSupport

@Suite struct AttributeTests {
    /// What the sets of an image without compression say: how many attributes they have, and how many bytes.
    private func sets(of image: [UInt8]) throws -> [[UInt32]] {
        let start = Int(try SquashFSReader.open(MemorySource(image)).superblock.attributeTable)
        func number<Number: FixedWidthInteger>(_ place: Int, _: Number.Type) -> Number {
            image.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self)) }
        }
        let count = Int(number(start + 8, UInt32.self))
        // The first place of the list, behind the table's 16 bytes; two bytes of size stand before the sets.
        let first = Int(number(start + 16, UInt64.self)) + 2
        return (0..<count).map {
            [number(first + 16 * $0 + 8, UInt32.self), number(first + 16 * $0 + 12, UInt32.self)]
        }
    }

    /// stat(2) counts these bytes among an inode's blocks.
    @Test func `a set has the bytes of its names and values, wherever these are stored`() throws {
        let long = SampleTrees.attribute("trusted.long", String(repeating: "v", count: 3000))
        let both = [long, SampleTrees.attribute("trusted.more", "12345")]
        var builder = TreeBuilder()
        for (name, extended) in [("a", [long]), ("b", both), ("c", [SampleTrees.capability])] {
            builder.addFile(name, [1], Attributes(mode: 0o644, extended: extended))
        }
        let ours = try sets(of: try builder.image(ImageOptions(compression: .none)))
        // Each name counts with the NUL behind it.
        let expected: [[UInt32]] = [[1, 13 + 3000], [2, 13 + 3000 + 13 + 5], [1, 20 + 20]]
        #expect(ours == expected)
        try withUnpacked(builder) { folder in
            let arguments = ["FOLDER", "IMAGE", "-noappend", "-quiet", "-no-progress", "-noI", "-noX"]
            let theirs = try sets(of: try made("/usr/bin/mksquashfs", arguments, of: folder))
            #expect(theirs == expected)
        }
    }
}
