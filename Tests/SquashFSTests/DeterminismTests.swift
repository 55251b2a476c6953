import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct DeterminismTests {
    @Test(arguments: ReaderTests.options) func `two runs write the same bytes`(_ options: ImageOptions) throws {
        let builder = SampleTrees.everything(blockSize: options.blockSize)
        #expect(try builder.image(options) == builder.image(options))
    }

    @Test func `the order in which nodes stand in the tree does not matter`() throws {
        let builder = SampleTrees.everything(blockSize: 4096)
        let expected = try builder.image(ImageOptions(blockSize: 4096))
        var random = SeededGenerator(seed: 12)
        for _ in 0..<5 {
            let order = [0] + (1..<builder.tree.nodes.count).shuffled(using: &random)
            var places = [UInt32](repeating: 0, count: order.count)
            for (new, old) in order.enumerated() { places[old] = UInt32(new) }
            var tree = builder.tree
            tree.nodes = order.map { old in
                var node = builder.tree.nodes[old]
                if case .directory(let entries) = node.kind {
                    node.kind = .directory(
                        entries.map { DirectoryEntry(name: $0.name, node: NodeIndex(places[Int($0.node.rawValue)])) })
                }
                return node
            }
            #expect(tree != builder.tree)
            var output = MemoryImage()
            try SquashFSWriter.write(
                tree, options: ImageOptions(blockSize: 4096), to: &output, content: builder.reader)
            #expect(output.bytes == expected)
        }
    }

    @Test func `nodes without a name are not written`() throws {
        var builder = TreeBuilder()
        builder.addFile("file", [1])
        let expected = try builder.image()
        builder.appendNodes(count: 3)
        #expect(try builder.image() == expected)
    }

    @Test func `files with the same bytes share them, and others with the same checksum do not`() throws {
        // Two messages of one length and CRC-32: a message of zeros, and one of which the polynomial is a divisor.
        var other = [UInt8](repeating: 0, count: 5000)
        other.replaceSubrange(100..<105, with: [0x41, 0x06, 0x71, 0xDB, 0x01])
        var builder = TreeBuilder()
        for (name, bytes) in [("a", other), ("b", [UInt8](repeating: 0, count: 5000)), ("c", other)] {
            builder.addFile(name, bytes.map { $0 ^ 0x55 })
        }
        var reader = try SquashFSReader.open(MemorySource(try builder.image(ImageOptions(blockSize: 4096))))
        let layouts = try reader.contents().layouts.compactMap { $0 }
        #expect(layouts[0] == layouts[2])
        #expect(layouts[0] != layouts[1])
        let checksums = try TreeDescription.lines(builder).dropFirst().map { $0.split(separator: "crc=").last ?? "" }
        #expect(checksums[0].prefix(8) == checksums[1].prefix(8))
    }
}
