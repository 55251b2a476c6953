import Foundation
import RootTree
import SquashFS
import TestSupport

import struct RootTree.RootTree

/// An image that the parallel way has made.
struct Packed {
    let bytes: [UInt8]
    let hashes: ImageHashes
    let assembly: ImageAssembly

    /// - Parameter segments: the files of each segment, as ordinals of the builder's files; one segment with all in the
    ///   order of their names where nil.
    init(
        _ builder: TreeBuilder, _ options: ImageOptions = ImageOptions(), threads: Int = 2, memory: Int = .max,
        hashes: HashOptions = HashOptions(), segments: [[SegmentFile]]? = nil, spacing: SegmentSpacing = .grid
    ) throws {
        var packer = try DataPacker.open(options, threads: threads, memory: memory)
        for (ordinal, content) in builder.contents.enumerated() {
            packer.begin(ContentSource(layer: 0, ordinal: UInt32(ordinal)), size: content.size)
            // In pieces that fit no block; pieces of zeros are left out, as holes are.
            for offset in stride(from: 0, to: content.size, by: 10_007) {
                let piece = RawBuffer(count: Int(min(10_007, content.size - offset)))
                let source = ContentSource(layer: 0, ordinal: UInt32(ordinal))
                try builder.reader(FileContent(size: content.size, source: source), offset, piece.bytes)
                guard !isZero(UnsafeRawBufferPointer(piece.bytes)) else { continue }
                try packer.append(UnsafeRawBufferPointer(piece.bytes), at: offset)
            }
            try packer.end()
        }
        for segment in segments ?? [builder.segment] { try packer.closeSegment(segment, spacing) }
        let placed = try packer.finish().placed()
        assembly = try ImageAssembly(
            builder.tree, placed.map { ($0.index, $0 as any RegionSource) }, options: options)
        let (bytes, found) = try withTemporaryFolder { [assembly] folder in
            let file = folder.appendingPathComponent("image")
            try Data().write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            let commit = ImageCommit(hashes: hashes, threads: threads)
            let found = try commit.write(assembly, to: DescriptorImage(descriptor: handle.fileDescriptor)).whole
            try handle.truncate(atOffset: assembly.size)
            try handle.close()
            return (Array(try Data(contentsOf: file)), found)
        }
        self.bytes = bytes
        self.hashes = found
    }
}

extension TreeBuilder {
    /// All files, in the order in which the builder made them.
    var segment: [SegmentFile] {
        contents.indices.map { ordinal in
            SegmentFile(source: ContentSource(layer: 0, ordinal: UInt32(ordinal)), path: Array("file \(ordinal)".utf8))
        }
    }
}
