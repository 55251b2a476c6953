import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct ListingTests {
    private func name(_ character: Unicode.Scalar, _ count: Int) -> [UInt8] {
        [UInt8](repeating: UInt8(ascii: character), count: count)
    }

    @Test func `a listing may start anywhere in a metadata block`() throws {
        // The listing of `a` takes 12 bytes and 8 and the name for each entry; that of `b` starts behind it.
        for length in 20...70 {
            var builder = TreeBuilder()
            let first = builder.addDirectory("a")
            for index in 0..<71 { builder.add(Array("\(100 + index)".utf8) + name("x", 100), in: first, .fifo) }
            let start = 12 + 71 * (8 + 103)
            builder.add(name("y", 8192 - start - 8 - 60), in: first, .fifo)
            builder.add(name("z", length), in: first, .fifo)
            let second = builder.addDirectory("b")
            for index in 0..<300 { builder.add("entry-\(1000 + index)", in: second, .fifo) }
            let image = try builder.image()
            expectSame(try described(MemorySource(image)), try TreeDescription.lines(builder))
            if length % 10 == 0 { expectSame(try unsquashed(image), try TreeDescription.lines(builder)) }
        }
    }

    @Test func `entries whose inodes are far apart get headers of their own`() throws {
        var builder = TreeBuilder()
        let folder = builder.addDirectory("a")
        builder.setEntries(
            (0..<40_000).map { DirectoryEntry(name: Array("\(100_000 + $0)".utf8), node: NodeIndex(UInt32($0 + 2))) },
            of: folder)
        builder.appendNodes(count: 40_000)
        // The names of `b` alternate between the first and the last inodes of `a`, more than 32,767 numbers apart.
        let second = builder.addDirectory("b")
        for index in 0..<20 {
            builder.link(Array("name-\(100 + index)".utf8), in: second, NodeIndex(UInt32(index % 2 == 0 ? 2 : 40_001)))
        }
        let image = try builder.image()
        expectSame(try described(MemorySource(image)), try TreeDescription.lines(builder))
    }
}
