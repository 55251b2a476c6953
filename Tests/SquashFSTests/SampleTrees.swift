import RootTree
import TestSupport

import struct RootTree.RootTree

/// Trees that tests share.
enum SampleTrees {
    /// The value of `security.capability` that lets a program bind low ports (include/uapi/linux/capability.h).
    static let capability = ExtendedAttribute(
        name: Array("security.capability".utf8),
        value: [1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])

    static func attribute(_ name: String, _ value: String) -> ExtendedAttribute {
        ExtendedAttribute(name: Array(name.utf8), value: Array(value.utf8))
    }

    private static func owned(_ mode: UInt16, _ extended: [ExtendedAttribute] = []) -> Attributes {
        Attributes(mode: mode, user: 1000, group: 4_000_000_000, modified: 1_700_000_001, extended: extended)
    }

    /// Every type of inode, basic and extended, hard links of most types, odd names, and files of many sizes.
    static func everything(blockSize: Int) -> TreeBuilder {
        var random = SeededGenerator(seed: 21)
        var builder = TreeBuilder(root: Attributes(mode: 0o755, modified: 1_600_000_000))
        let trusted = [attribute("trusted.note", "a value that is long enough to be shared")]
        for (suffix, extended) in [("", []), ("-x", trusted)] {
            let folder = builder.addDirectory("types\(suffix)", owned(0o1777, extended))
            let file = builder.addFile("file", in: folder, Array("hello".utf8), owned(0o4755, extended))
            let link = builder.add("link", in: folder, .symbolicLink(Array("file".utf8)), owned(0o777, extended))
            let block = builder.add(
                "block", in: folder, .blockDevice(Device(major: 259, minor: 0xFFFFF)), owned(0o660, extended))
            builder.add(
                "character", in: folder, .characterDevice(Device(major: 0xFFF, minor: 255)), owned(0o600, extended))
            builder.add("whiteout", in: folder, .characterDevice(Device(major: 0, minor: 0)), owned(0, extended))
            builder.add("fifo", in: folder, .fifo, owned(0o622, extended))
            builder.add("socket", in: folder, .socket, owned(0o755, extended))
            builder.addDirectory("empty", in: folder, owned(0o700, extended))
            for (name, node) in [("a-file-too", file), ("z-link-too", link), ("z-block-too", block)] {
                builder.link(Array(name.utf8), in: folder, node)
            }
            builder.link(Array("file-from\(suffix)".utf8), file)
        }
        builder.addFile("ping", random.bytes(count: 3000), owned(0o755, [capability]))
        builder.addFile(
            "many", [1],
            owned(
                0o644,
                [
                    capability, attribute("trusted.long", String(repeating: "v", count: 3900)),
                    attribute("trusted.note", "a value that is long enough to be shared"), attribute("user.a", ""),
                    attribute("user.b", "a value that is long enough to be shared"),
                ]))
        addSizes(to: &builder, blockSize: blockSize, &random)
        let names = builder.addDirectory("names")
        builder.add([0xFF, 0x80, 0x20, 0x0A], in: names, .fifo)
        builder.add(Array("Grüße 漢字".utf8), in: names, .fifo)
        builder.add([UInt8](repeating: UInt8(ascii: "n"), count: 255), in: names, .fifo)
        builder.add("target", in: names, .symbolicLink([UInt8](repeating: UInt8(ascii: "t"), count: 4095)))
        return builder
    }

    /// Files around the block size: that compress well, or not, or are zeros in places, and copies.
    private static func addSizes(to builder: inout TreeBuilder, blockSize: Int, _ random: inout SeededGenerator) {
        let folder = builder.addDirectory("sizes")
        let sizes = [0, 1, 4095, blockSize - 1, blockSize, blockSize + 1, 3 * blockSize, 3 * blockSize + 77]
        for (index, size) in sizes.enumerated() {
            let text = repeated(random.bytes(count: 251), size)
            builder.addFile("text-\(index)", in: folder, text)
            builder.addFile("copy-\(index)", in: folder, text, owned(0o600))
            builder.addFile("zero-\(index)", in: folder, [UInt8](repeating: 0, count: size))
            builder.addFile("noise-\(index)", in: folder, noise(size, &random))
        }
        let size = UInt64(5 * blockSize + 9)
        builder.addFile(
            Array("holes".utf8), in: folder,
            TreeBuilder.Bytes(size: size, pieces: [(UInt64(2 * blockSize), [7]), (size - 1, [8])]))
    }

    private static func repeated(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
        var result: [UInt8] = []
        while result.count < size { result += bytes }
        return Array(result[..<size])
    }

    /// Bytes that do not compress, made faster than one by one.
    private static func noise(_ size: Int, _ random: inout SeededGenerator) -> [UInt8] {
        let words = (0..<(size / 8 + 1)).map { _ in random.next() }
        return words.withUnsafeBytes { Array($0[..<size]) }
    }
}
