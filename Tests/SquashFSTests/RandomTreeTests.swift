import RootTree
import SquashFS
import Testing
import TestSupport

import struct RootTree.RootTree

@Suite struct RandomTreeTests {
    @Test(arguments: 0..<30) func `a random tree comes back as it was`(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let options = ImageOptions(
            compression: random.pick([.zstd(level: 3), .gzip(level: 3), .none]), blockSize: random.pick([4096, 16384]),
            usesFragments: Bool.random(using: &random), deduplicates: Bool.random(using: &random),
            isExportable: Bool.random(using: &random))
        let builder = RandomTree.make(&random)
        let image = try builder.image(options)
        let expected = try TreeDescription.lines(builder)
        expectSame(try described(MemorySource(image)), expected)
        if seed % 6 == 0 { expectSame(try unsquashed(image), expected) }
    }
}

/// Trees of all shapes.
enum RandomTree {
    static func make(_ random: inout SeededGenerator, nodes: ClosedRange<Int> = 0...400) -> TreeBuilder {
        var builder = TreeBuilder(root: attributes(&random, mayBeUser: true))
        var folders = [RootTree.root]
        var others: [NodeIndex] = []
        for index in 0..<Int.random(in: nodes, using: &random) {
            let folder = random.pick(folders)
            let name = Array("\(index)-".utf8) + self.name(&random)
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1:
                folders.append(builder.add(name, in: folder, .directory([]), attributes(&random, mayBeUser: true)))
            case 2 where !others.isEmpty: builder.link(name, in: folder, random.pick(others))
            case 3: others.append(builder.add(name, in: folder, special(&random), attributes(&random)))
            default:
                others.append(
                    builder.addFile(name, in: folder, bytes(&random), attributes(&random, mayBeUser: true)))
            }
        }
        return builder
    }

    private static func name(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...random.pick([5, 30, 240]), using: &random)).map { _ in
            let byte = UInt8.random(in: 1...255, using: &random)
            return byte == UInt8(ascii: "/") ? 0xFE : byte
        }
    }

    private static func special(_ random: inout SeededGenerator) -> Node.Kind {
        let device = Device(
            major: UInt32.random(in: 0...0xFFF, using: &random), minor: UInt32.random(in: 0...0xFFFFF, using: &random))
        let target = (0..<Int.random(in: 1...300, using: &random)).map { _ in UInt8.random(in: 1...255, using: &random)
        }
        return random.pick([.symbolicLink(target), .blockDevice(device), .characterDevice(device), .fifo, .socket])
    }

    private static func bytes(_ random: inout SeededGenerator) -> TreeBuilder.Bytes {
        let size = random.pick([0, 10, 4096, 5000, 16384, 60_000]) + Int.random(in: 0...3, using: &random)
        let pieces = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let start = Int.random(in: 0...size, using: &random)
            let bytes = random.bytes(count: Int.random(in: 0...(size - start), using: &random) / 3)
            return (offset: UInt64(start), bytes: random.pick([bytes, [UInt8](repeating: 7, count: bytes.count)]))
        }
        return TreeBuilder.Bytes(size: UInt64(size), pieces: pieces)
    }

    /// - Parameter mayBeUser: Linux keeps attributes of `user` only for files and directories.
    private static func attributes(_ random: inout SeededGenerator, mayBeUser: Bool = false) -> Attributes {
        var extended: [ExtendedAttribute] = []
        for name in ["security.test", "trusted.a", "trusted.b", "user.c"] where mayBeUser || name != "user.c" {
            guard Int.random(in: 0..<12, using: &random) == 0 else { continue }
            let value = random.pick(["", "short", "a longer value that is shared", String(repeating: "x", count: 700)])
            extended.append(SampleTrees.attribute(name, value))
        }
        return Attributes(
            mode: UInt16.random(in: 0...0o7777, using: &random), user: UInt32.random(in: 0...5, using: &random),
            group: random.pick([0, 5, 70_000]), modified: Int64.random(in: 0...0xFFFF_FFFF, using: &random),
            extended: extended)
    }
}
