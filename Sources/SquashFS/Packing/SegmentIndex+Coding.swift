package import RootTree
package import Values

/// A segment's index as bytes, for a cache. Files are told apart by their place in the segment.
extension SegmentIndex {
    /// - Parameter members: the segment's files in their order; those without data may be among them.
    package func encoded(_ members: [ContentSource]) -> [UInt8] {
        var writer = BinaryWriter()
        writer.append(length)
        writer.append(UInt64(fragments.count))
        for fragment in fragments {
            writer.append(fragment.start)
            writer.append(fragment.stored.rawValue)
        }
        writer.append(UInt64(members.count))
        for member in members {
            let layout = files[member] ?? FileLayout()
            writer.append(layout.start)
            writer.append(UInt64(layout.blocks.count))
            for block in layout.blocks { writer.append(block.rawValue) }
            // 0 is no fragment.
            writer.append(layout.fragment.map { UInt64($0.index) + 1 } ?? 0)
            writer.append(layout.fragment?.offset ?? 0)
        }
        return writer.bytes
    }

    package init(decoding bytes: [UInt8], _ members: [ContentSource]) throws(BinaryReader.Damaged) {
        self.init()
        var reader = BinaryReader(bytes)
        length = try reader.number()
        for _ in 0..<(try reader.count()) {
            fragments.append(
                FragmentEntry(start: try reader.number(), stored: StoredSize(rawValue: try reader.number(UInt32.self))))
        }
        guard try reader.count() == members.count else { throw BinaryReader.Damaged() }
        for member in members {
            var layout = FileLayout(start: try reader.number())
            let count = try reader.count()
            layout.blocks.reserveCapacity(count)
            for _ in 0..<count { layout.blocks.append(StoredSize(rawValue: try reader.number(UInt32.self))) }
            let index = try reader.number()
            let offset = try reader.number(UInt32.self)
            if index > 0 {
                guard index <= UInt64(fragments.count) else { throw BinaryReader.Damaged() }
                layout.fragment = FragmentLocation(index: UInt32(index - 1), offset: offset)
            }
            files[member] = layout
        }
        guard reader.isAtEnd else { throw BinaryReader.Damaged() }
    }
}
