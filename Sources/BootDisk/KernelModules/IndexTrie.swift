/// The binary form of a list of keys and values, which kmod maps into memory and walks by characters.
///
///      0 0xB007F457 (32)     4 version 2.1, 0x00020001 (32)     8 root (32)     12 nodes, each behind its children
///
/// All numbers have their highest byte first. A reference to a node is its offset, with flags that say which of its
/// three parts are there, in this order:
///
///     bit 31  prefix: characters that all keys below have next, with a zero
///     bit 29  children: first and last character (2 × 8), a reference to each from the first on, 0 for none (32)
///     bit 30  values of the key that ends here: how many (32), for each its priority (32) and its text with a zero
///
/// The character that leads to a child is not part of the child's prefix. The root has no prefix. Values are sorted by
/// priority; of the same priority, the last comes first.
///
/// Source: kmod, libkmod/libkmod-index.c (the comment "Index file format"), compared with what depmod 30 writes.
struct IndexTrie {
    private struct Entry {
        let key: [UInt8]
        let value: String
        let priority: UInt32
    }

    private var entries: [Entry] = []
    private var output: [UInt8] = []

    /// Longer keys would make the trie deeper than a thread's stack.
    static let longestKey = 512
    private static let headerSize = 12

    /// - Parameter key: ASCII.
    mutating func insert(_ key: String, _ value: String, priority: UInt32) throws(BootDiskError) {
        let bytes = Array(key.utf8)
        guard bytes.count <= Self.longestKey, bytes.allSatisfy({ (1..<0x80).contains($0) }), !value.utf8.contains(0)
        else {
            throw BootDiskError(
                .unsupported, .modules, "`\(key.prefix(80))`", "is no ASCII text of up to \(Self.longestKey) characters"
            )
        }
        entries.append(Entry(key: bytes, value: value, priority: priority))
    }

    /// The file.
    func encoded() -> [UInt8] {
        var work = self
        // Of the same key and priority, the last inserted comes first.
        work.entries = entries.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.key != second.key { return first.key.lexicographicallyPrecedes(second.key) }
            return first.priority != second.priority ? first.priority < second.priority : left.offset > right.offset
        }.map(\.element)
        work.output = [0xB0, 0x07, 0xF4, 0x57, 0, 2, 0, 1, 0, 0, 0, 0]
        let root = work.write(work.entries.indices, depth: 0, prefix: 0)
        work.output.replaceSubrange(8..<Self.headerSize, with: Self.bigEndian(root))
        return work.output
    }

    /// Writes the node of keys that agree up to `depth`, and all below it.
    /// - Parameter prefix: how many characters they further have in common.
    /// - Returns: the reference to the node.
    private mutating func write(_ range: Range<Int>, depth: Int, prefix: Int) -> UInt32 {
        let end = depth + prefix
        let own = range.prefix { entries[$0].key.count == end }
        var children: [(character: UInt8, reference: UInt32)] = []
        var start = own.endIndex
        while start < range.upperBound {
            let character = entries[start].key[end]
            let next = range[start...].first { entries[$0].key[end] != character } ?? range.upperBound
            children.append(
                (character, write(start..<next, depth: end + 1, prefix: common(start..<next, from: end + 1))))
            start = next
        }

        var reference = UInt32(truncatingIfNeeded: output.count)
        if prefix > 0 {
            reference |= 1 << 31
            output += entries[range.lowerBound].key[depth..<end] + [0]
        }
        if let first = children.first?.character, let last = children.last?.character {
            reference |= 1 << 29
            output += [first, last]
            var references = [UInt32](repeating: 0, count: Int(last - first) + 1)
            for child in children { references[Int(child.character - first)] = child.reference }
            output += references.flatMap(Self.bigEndian)
        }
        if !own.isEmpty {
            reference |= 1 << 30
            output += Self.bigEndian(UInt32(own.count))
            for entry in entries[own] { output += Self.bigEndian(entry.priority) + Array(entry.value.utf8) + [0] }
        }
        return reference
    }

    /// How many characters from `depth` on all keys have in common. They are sorted: the first and the last decide.
    private func common(_ range: Range<Int>, from depth: Int) -> Int {
        let pair = zip(entries[range.lowerBound].key[depth...], entries[range.upperBound - 1].key[depth...])
        return pair.prefix { $0 == $1 }.count
    }

    private static func bigEndian(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
